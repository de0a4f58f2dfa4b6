/**
 * What a plugin is. Start at {@link restyle.plugins.Preprocessor} or {@link restyle.plugins.Finisher}; everything a plugin needs to see
 * is in this package, and nothing here knows how plugins are found or what restyle does with their results.
 */
package restyle.plugins;
