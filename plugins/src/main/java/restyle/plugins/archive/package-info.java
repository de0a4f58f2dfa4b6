/**
 * Zips that strangers made, and the folders they are unpacked to: what is in them is checked before it reaches the disk. Knows nothing
 * of plugins.
 */
package restyle.plugins.archive;
