package restyle.models.weights.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import restyle.models.graph.FileRegion;
import restyle.models.graph.ModelException;

/** PyTorch's format since 1.6: a zip of {@code ROOT/data.pkl} and one entry {@code ROOT/data/KEY} for each storage. */
final class TorchZip implements TorchContent.Storages {
    private static final String PICKLE = "data.pkl";
    private static final long MAX_PICKLE_BYTES = 1 << 26;

    private final Path path;
    private final Map<String, ZipDirectory.Entry> entries;
    private final SpilledTensors spilled;
    private final String root;
    private final Map<String, FileRegion> unpacked = new HashMap<>();

    private TorchZip(Path path, Map<String, ZipDirectory.Entry> entries, SpilledTensors spilled) {
        this.path = path;
        this.spilled = spilled;
        this.entries = entries;
        List<String> roots = entries.keySet().stream()
                .filter(name -> name.endsWith("/" + PICKLE) && name.indexOf('/') == name.length() - PICKLE.length() - 1)
                .map(name -> name.substring(0, name.length() - PICKLE.length()))
                .toList();
        if (roots.size() != 1) {
            throw new ModelException(
                    "expected one data.pkl in the zip, found %d; is it something else?".formatted(roots.size()));
        }
        root = roots.get(0);
    }

    static TorchContent read(Path path, FileChannel file, SpilledTensors spilled) throws IOException {
        TorchZip zip = new TorchZip(path, ZipDirectory.read(file), spilled);
        if (zip.entries.containsKey(zip.root + "constants.pkl")) {
            throw new ModelException("it is a TorchScript program, expected a state dict");
        }
        ZipDirectory.Entry order = zip.entries.get(zip.root + "byteorder");
        if (order != null && !new String(zip.bytes(order), StandardCharsets.US_ASCII).equals("little")) {
            throw new ModelException("its numbers are not little-endian");
        }
        byte[] pickle = zip.bytes(zip.entries.get(zip.root + PICKLE));
        Object value = new Unpickler(new PickleBytes(new ByteArrayInputStream(pickle)), TorchCalls::storage).read();
        return new TorchContent(value, zip, spilled);
    }

    @Override
    public FileRegion locate(Pickled.Storage storage) throws IOException {
        ZipDirectory.Entry entry = entries.get(root + "data/" + storage.key());
        if (entry == null || entry.bytes() < storage.bytes()) {
            throw new ModelException("its storage %s should have %d bytes, found %s"
                    .formatted(storage.key(), storage.bytes(), entry == null ? "none" : entry.bytes()));
        }
        if (!entry.deflated()) {
            return new FileRegion(path, entry.offset(), storage.bytes());
        }
        FileRegion region = unpacked.get(entry.name());
        if (region == null) {
            try (InputStream in = open(entry)) {
                region = spilled.write(in, entry.bytes());
            }
            unpacked.put(entry.name(), region);
        }
        // Storages may differ in how much of an entry they take.
        return new FileRegion(region.file(), region.offset(), storage.bytes());
    }

    private byte[] bytes(ZipDirectory.Entry entry) throws IOException {
        if (entry.bytes() > MAX_PICKLE_BYTES) {
            throw new ModelException("its %s has %d bytes".formatted(entry.name(), entry.bytes()));
        }
        try (InputStream in = open(entry)) {
            return in.readNBytes((int) entry.bytes());
        }
    }

    private InputStream open(ZipDirectory.Entry entry) throws IOException {
        return ZipEntryStream.open(path, entry);
    }
}
