/**
 * Plugins that can be had: the indexes that list them, on servers and in folders, which release suits this restyle, and how its zip
 * comes here. Knows nothing of how plugins are unpacked and loaded.
 */
package restyle.index;
