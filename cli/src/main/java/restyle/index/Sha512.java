package restyle.index;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import restyle.files.FileFailure;

/** SHA-512, by which indexes of plugins say what a zip has to be. */
public final class Sha512 {

    private static final int BUFFER_BYTES = 1 << 16;

    private Sha512() {}

    /**
     * Returns the digits in lower case.
     *
     * @throws IllegalArgumentException if a text is no SHA-512
     */
    public static String checked(String text) {
        String digits = text.strip().toLowerCase(Locale.ROOT);
        if (!digits.matches("[0-9a-f]{128}")) {
            throw new IllegalArgumentException("sha512: expected 128 hexadecimal digits, found '%s'".formatted(text));
        }
        return digits;
    }

    /**
     * Computes that of a file.
     *
     * @throws FileFailure if it cannot be read
     */
    public static String of(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new FileFailure(file, "cannot be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-512", e);
        }
    }
}
