/** The plugin {@code tile}: the picture itself, made coarse. */
package restyle.preprocessors.tile;
