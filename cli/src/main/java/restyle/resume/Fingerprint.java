package restyle.resume;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import restyle.files.ContentDigests;
import restyle.files.DigestIndex;
import restyle.files.FileFailure;
import restyle.job.FileHashes;
import restyle.job.JobValues;

/**
 * Tells whether files are what they were. Models, and clips that are not large, by their whole content. A large clip in a moment:
 * its size, the times it was changed, and SHA-256 of 64 samples spread evenly over it, first and last bytes included; one that was
 * merely touched counts as another.
 *
 * @param index digests that are known already
 */
record Fingerprint(DigestIndex index) {

    private static final int SAMPLES = 64;
    private static final int SAMPLE_BYTES = 1 << 16;
    private static final int SHOWN_DIGITS = 16;

    /** Describes a model file, or a folder with every model file in it by its name. */
    String of(Path model) throws IOException {
        List<Path> files = FileHashes.within(model);
        if (files.size() == 1 && files.get(0).equals(model)) {
            return "%s (sha256 %s)".formatted(model.getFileName(), shown(ContentDigests.of(model, index)));
        }
        StringBuilder all = new StringBuilder();
        for (Path file : files) {
            all.append(model.relativize(file)).append(' ').append(ContentDigests.of(file, index));
            all.append('\n');
        }
        return describe(files, all);
    }

    /** Describes a clip: a file, or the pictures of a sequence by their names. */
    String of(JobValues.Clip clip) throws IOException {
        List<Path> files = clip.files();
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        StringBuilder all = new StringBuilder();
        for (Path file : files) {
            all.append(file.getFileName()).append(' ').append(Files.size(file)).append(' ');
            all.append(
                    bytes <= ContentDigests.QUICK_BYTES
                            ? ContentDigests.of(file, index)
                            : Files.getLastModifiedTime(file));
            all.append('\n');
        }
        if (bytes > ContentDigests.QUICK_BYTES) {
            all.append(samples(files, bytes));
        }
        return describe(files, all);
    }

    private static String describe(List<Path> files, CharSequence content) {
        String name = files.size() == 1 ? files.get(0).getFileName().toString() : files.size() + " files";
        return "%s (sha256 %s)".formatted(name, shown(ContentDigests.ofText(content.toString())));
    }

    /** Shortens a digest as much as messages and identities need. */
    static String shown(String digest) {
        return digest.substring(0, SHOWN_DIGITS);
    }

    /** Of the files as if they were one after the other. */
    private static String samples(List<Path> files, long bytes) throws IOException {
        MessageDigest digest = ContentDigests.sha256();
        byte[] sample = new byte[SAMPLE_BYTES];
        long last = bytes - SAMPLE_BYTES;
        long start = 0;
        int next = 0;
        for (Path path : files) {
            try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
                for (; next < SAMPLES && last * next / (SAMPLES - 1) < start + file.length(); next++) {
                    long at = last * next / (SAMPLES - 1) - start;
                    file.seek(at);
                    // A single read of a network's disk may give less than there is, and another time more.
                    int count = (int) Math.min(SAMPLE_BYTES, file.length() - at);
                    file.readFully(sample, 0, count);
                    digest.update(sample, 0, count);
                }
                start += file.length();
            } catch (IOException e) {
                throw new FileFailure(path, "cannot be read", e);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
