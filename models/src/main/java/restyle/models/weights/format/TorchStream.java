package restyle.models.weights.format;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import restyle.models.graph.FileRegion;
import restyle.models.graph.ModelException;

/**
 * PyTorch's format before 1.6: five pickles (magic number, version, system, the value, the keys of its storages), then for each key the
 * number of elements and the elements.
 */
final class TorchStream implements TorchContent.Storages {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long VERSION = 1001;

    private final Map<String, Pickled.Storage> storages = new HashMap<>();
    private final Map<String, FileRegion> regions = new HashMap<>();

    private TorchStream() {}

    static TorchContent read(Path path, FileChannel file, SpilledTensors spilled) throws IOException {
        TorchStream stream = new TorchStream();
        file.position(0);
        // The channel stays open: it is the caller's.
        PickleBytes in = new PickleBytes(new BufferedInputStream(Channels.newInputStream(file), 1 << 16));
        if (!MAGIC.equals(stream.unpickle(in))) {
            throw new ModelException("its magic number is wrong");
        }
        if (!Long.valueOf(VERSION).equals(stream.unpickle(in))) {
            throw new ModelException("expected version " + VERSION + " of the format before PyTorch 1.6");
        }
        if (!(stream.unpickle(in) instanceof Pickled.Dict system)
                || !Boolean.TRUE.equals(system.items().get("little_endian"))) {
            throw new ModelException("its numbers are not little-endian");
        }
        Object root = stream.unpickle(in);
        if (!(stream.unpickle(in) instanceof List<?> keys)) {
            throw new ModelException("the list of its storages is missing");
        }
        stream.findRegions(path, file, in.position(), keys);
        return new TorchContent(root, stream, spilled);
    }

    private Object unpickle(PickleBytes in) throws IOException {
        return new Unpickler(in, this::storage).read();
    }

    private Pickled.Storage storage(List<?> id) {
        Pickled.Storage storage = TorchCalls.storage(id);
        Pickled.Storage known = storages.putIfAbsent(storage.key(), storage);
        if (known != null && !known.equals(storage)) {
            throw new ModelException("its storage %s is said to be two things".formatted(storage.key()));
        }
        return storage;
    }

    private void findRegions(Path path, FileChannel file, long start, List<?> keys) throws IOException {
        long position = start;
        for (Object key : keys) {
            Pickled.Storage storage = key instanceof String name ? storages.get(name) : null;
            if (storage == null) {
                throw new ModelException("it has a storage that no tensor uses");
            }
            long count = count(file, position);
            position += Long.BYTES;
            if (count != storage.count() || storage.bytes() > file.size() - position) {
                throw new ModelException("its storage %s should have %d elements; was the download cut off?"
                        .formatted(storage.key(), storage.count()));
            }
            regions.put(storage.key(), new FileRegion(path, position, storage.bytes()));
            position += storage.bytes();
        }
    }

    private static long count(FileChannel file, long position) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException("it ends before its storages; was the download cut off?");
            }
        }
        return buffer.getLong(0);
    }

    @Override
    public FileRegion locate(Pickled.Storage storage) {
        FileRegion region = regions.get(storage.key());
        if (region == null) {
            throw new ModelException("its storage %s is missing".formatted(storage.key()));
        }
        return region;
    }
}
