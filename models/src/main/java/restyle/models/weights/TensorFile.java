package restyle.models.weights;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a weight file holds, whatever its format.
 *
 * @param path the file
 * @param tensors by name, in the order of their bytes
 * @param metadata free text that the file's maker added, by key
 */
public record TensorFile(Path path, Map<String, StoredTensor> tensors, Map<String, String> metadata) {}
