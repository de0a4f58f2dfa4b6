/**
 * FFmpeg, behind types of ours: demuxing, decoding, scaling, tone mapping, encoding, muxing. Knows one stream or file at a time; does not know
 * what a clip is made for.
 */
package restyle.media.codec;
