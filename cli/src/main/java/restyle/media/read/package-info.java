/**
 * Reads clips: videos, image sequences, animated pictures. {@link restyle.media.read.VideoReaders} picks the reader. Never writes.
 */
package restyle.media.read;
