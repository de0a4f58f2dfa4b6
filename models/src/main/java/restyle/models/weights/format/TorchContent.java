package restyle.models.weights.format;

import java.io.IOException;
import restyle.models.graph.FileRegion;

/**
 * A PyTorch file, unpickled.
 *
 * @param root what was saved
 * @param storages where the bytes of its tensors are
 * @param spilled takes copies
 */
record TorchContent(Object root, Storages storages, SpilledTensors spilled) {

    /** Finds the bytes of storages. */
    interface Storages {

        /**
         * Returns where the bytes are, unpacked: in the file itself or in a temporary one.
         *
         * @throws restyle.models.graph.ModelException if the file does not have them
         */
        FileRegion locate(Pickled.Storage storage) throws IOException;
    }
}
