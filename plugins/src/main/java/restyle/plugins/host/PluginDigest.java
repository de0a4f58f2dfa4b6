package restyle.plugins.host;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The digest of a plugin's folder, computed when it is first asked for. */
final class PluginDigest {

    private final Path folder;
    private String value;

    PluginDigest(Path folder) {
        this.folder = folder;
    }

    /**
     * Returns the SHA-256 of names, sizes and bytes of all files, links followed, in the order of their names.
     *
     * @throws PluginException if they cannot be read
     */
    synchronized String value() {
        if (value == null) {
            try {
                value = computed();
            } catch (IOException | UncheckedIOException e) {
                throw new PluginException("cannot read the plugin in %s: %s".formatted(folder, e.getMessage()), e);
            }
        }
        return value;
    }

    private String computed() throws IOException {
        MessageDigest digest = sha256();
        try (DataOutputStream out =
                new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
            for (Map.Entry<String, Path> file : files().entrySet()) {
                out.writeUTF(file.getKey());
                out.writeLong(Files.size(file.getValue()));
                Files.copy(file.getValue(), out);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** By name, with slashes on every system. */
    private Map<String, Path> files() throws IOException {
        Map<String, Path> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            all.filter(Files::isRegularFile)
                    .forEach(
                            file -> files.put(folder.relativize(file).toString().replace('\\', '/'), file));
        }
        return files;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
