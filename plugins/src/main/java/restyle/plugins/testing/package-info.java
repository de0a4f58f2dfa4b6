/**
 * What the tests of a plugin can use. Depends on no test framework: {@link restyle.plugins.testing.PreprocessorContract} throws
 * {@link AssertionError}.
 */
package restyle.plugins.testing;
