package restyle.resume;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import restyle.job.FileHashes;

/**
 * Tells whether a file is the one it was, in a moment even for the largest: its size, the time it was changed, and SHA-256 of up
 * to 16 samples spread evenly over it, first and last bytes included. A file that was merely touched counts as another one.
 */
final class Fingerprint {

    private static final int SAMPLES = 16;
    private static final int SAMPLE_BYTES = 1 << 16;

    private Fingerprint() {}

    /** Of a file, or of every model file in a folder. */
    static String of(Path path) {
        return of(FileHashes.within(path).sorted().toList());
    }

    /** Of several files, such as the pictures of a sequence. */
    static String of(List<Path> files) {
        if (files.size() == 1) {
            return describe(files.get(0));
        }
        StringBuilder all = new StringBuilder();
        files.forEach(file -> all.append(describe(file)).append('\n'));
        return "%d files, %s"
                .formatted(files.size(), FileHashes.sha256(all.toString()).substring(0, 16));
    }

    private static String describe(Path path) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            return "%s (%d bytes of %s, %s)"
                    .formatted(path.getFileName(), file.length(), Files.getLastModifiedTime(path), samples(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private static String samples(RandomAccessFile file) throws IOException {
        MessageDigest digest = FileHashes.digest();
        byte[] sample = new byte[SAMPLE_BYTES];
        long last = Math.max(0, file.length() - SAMPLE_BYTES);
        for (int i = 0; i < SAMPLES; i++) {
            file.seek(last * i / (SAMPLES - 1));
            digest.update(sample, 0, Math.max(0, file.read(sample)));
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }
}
