package restyle.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.Locale;
import restyle.job.FileHashes;

/** SHA-256 of files, as 64 lower-case hexadecimal digits. */
public final class Sha256 {

    private Sha256() {}

    /** @throws IllegalArgumentException if a text is none */
    public static String parse(String text) {
        String digits = text.strip().toLowerCase(Locale.ROOT);
        if (!digits.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("sha256: expected 64 hexadecimal digits, found '%s'".formatted(text));
        }
        return digits;
    }

    /** Reads a file, once. */
    public static String of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(in, FileHashes.digest())) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        }
    }
}
