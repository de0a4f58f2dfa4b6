package restyle.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** SHA-256 of files, each read once in a process unless it changes, and of texts. In hexadecimal. */
public final class ContentDigests {

    /** Up to here, reading all of a file or sequence takes no time that matters. */
    public static final long QUICK_BYTES = 64L << 20;

    private static final int BUFFER_BYTES = 1 << 20;
    private static final Map<FileStamp, String> KNOWN = new ConcurrentHashMap<>();

    private ContentDigests() {}

    /** Computes the digest of a file's content. */
    public static String of(Path file) {
        return of(file, DigestIndex.none());
    }

    /**
     * Computes the digest of a file's content, unless it is known.
     *
     * @param index digests that earlier processes computed; gets this one
     */
    public static String of(Path file, DigestIndex index) {
        Optional<String> known = known(file, index);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            FileStamp before = FileStamp.of(file);
            String digest = compute(file);
            if (before.isSettled() && before.equals(FileStamp.of(file))) {
                KNOWN.put(before, digest);
                index.put(before, digest);
            }
            return digest;
        } catch (IOException e) {
            throw new FileFailure(file, "cannot be read", e);
        }
    }

    /** Returns the digest of a file's content if that can be told without reading it. */
    public static Optional<String> known(Path file, DigestIndex index) {
        try {
            FileStamp stamp = FileStamp.of(file);
            String known = KNOWN.get(stamp);
            return known != null ? Optional.of(known) : index.get(stamp);
        } catch (IOException e) {
            throw new FileFailure(file, "cannot be read", e);
        }
    }

    /** Returns what differs when the content of a file may have changed, and is equal otherwise. */
    public static Object stamp(Path file) {
        try {
            return FileStamp.of(file);
        } catch (IOException e) {
            throw new FileFailure(file, "cannot be read", e);
        }
    }

    private static String compute(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Computes the digest of a text, as UTF-8. */
    public static String ofText(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Begins a SHA-256. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
