/**
 * What the tests of a plugin can use. Depends on no test framework: {@link restyle.plugins.testing.PreprocessorContract} and
 * {@link restyle.plugins.testing.FinisherContract} throw {@link AssertionError}.
 */
package restyle.plugins.testing;
