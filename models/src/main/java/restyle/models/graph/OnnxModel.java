package restyle.models.graph;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A graph in ONNX's own form, ready for a runtime.
 *
 * @param bytes a ModelProto; weights are not in it but named by file, offset and length
 * @param weightsFolder the folder to which the names of weight files are relative; empty if there are none
 * @param operations of one call: multiplications and additions
 */
public record OnnxModel(byte[] bytes, Optional<Path> weightsFolder, long operations) {}
