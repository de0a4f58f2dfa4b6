/**
 * Decode: which source frames are generated, at which size, and where scenes begin.
 */
package restyle.pipeline.source;
