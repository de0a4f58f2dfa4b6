/**
 * Writes clips, with the tracks, tags and times of their source. {@link restyle.media.write.VideoWriters} picks the writer. Nothing has its final
 * name before it is complete.
 */
package restyle.media.write;
