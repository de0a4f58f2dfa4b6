/**
 * Frames in, frames out: video files, image sequences and single images. {@link restyle.video.MediaPath} says what a path is,
 * {@link restyle.video.VideoReader} gives its frames in the order in which they are shown, {@link restyle.video.VideoWriter}
 * makes a file of frames and takes sound and everything else along from the source untouched. This is the only package that
 * knows FFmpeg and OpenCV, and it knows nothing of models.
 */
package restyle.video;
