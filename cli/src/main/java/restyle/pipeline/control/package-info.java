/**
 * Control maps: made by plugins, read from files, kept for the next run; what reference pictures say. Knows plugins; does not know networks
 * that use the maps.
 */
package restyle.pipeline.control;
