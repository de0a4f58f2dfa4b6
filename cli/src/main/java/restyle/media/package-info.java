/**
 * What a clip is: {@link restyle.media.MediaPath} says what a path means, {@link restyle.media.VideoReader} gives frames in the order in which
 * they are shown, {@link restyle.media.VideoWriter} takes them. Knows names, times and colours; does not know FFmpeg or models.
 */
package restyle.media;
