/** The plugin {@code rvm}: mattes by RobustVideoMatting. */
package restyle.preprocessors.rvm;
