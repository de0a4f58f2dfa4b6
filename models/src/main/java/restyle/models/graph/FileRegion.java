package restyle.models.graph;

import java.nio.file.Path;

/**
 * Bytes of a tensor where they already are: little-endian, row-major, without gaps.
 *
 * @param file any path to the file; links are resolved when the model is made
 * @param offset first byte, from the start of the file
 * @param length bytes
 */
public record FileRegion(Path file, long offset, long length) {}
