/**
 * What a preprocessor plugin is. Start at {@link restyle.plugins.Preprocessor}; everything a plugin needs to see is in this
 * package, and nothing here knows how plugins are found or what restyle does with their maps.
 */
package restyle.plugins;
