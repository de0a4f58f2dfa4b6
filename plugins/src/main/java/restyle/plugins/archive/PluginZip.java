package restyle.plugins.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Unpacks plugin zips that strangers made: {@code plugin.properties}, {@code classes/}, {@code lib/}. */
public final class PluginZip {

    /**
     * What a zip may unpack to.
     *
     * @param entries files and folders
     * @param bytes of all files together
     * @param ratio how many times its own size, once that is more than {@code ratioFreeBytes}
     * @param ratioFreeBytes what any zip may unpack to
     */
    record Limits(int entries, long bytes, long ratio, long ratioFreeBytes) {

        /** Far above any plugin seen: a CUDA-free network with its natives is a few hundred megabytes. */
        static final Limits DEFAULT = new Limits(20_000, 2L << 30, 100, 16L << 20);
    }

    /** Reads from the zip, where the library fails in many ways if it is malformed. */
    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException;
    }

    /** Absolute, with a drive or a backslash, with an empty, "." or ".." part, or with control characters. */
    private static final Pattern UNSAFE = Pattern.compile("^$|^/|[\\\\:\\p{Cntrl}]|//|(^|/)\\.{1,2}(/|$)");

    /** Unix file types in the upper half of an entry's external attributes; 0 where the writer did not say. */
    private static final int TYPE_MASK = 0xf000;

    private static final int REGULAR = 0x8000;
    private static final int FOLDER = 0x4000;

    private final Path zip;
    private final Limits limits;
    private long writtenBytes;

    private PluginZip(Path zip, Limits limits) {
        this.zip = zip;
        this.limits = limits;
    }

    /**
     * Unpacks {@code zip} into the empty {@code folder}; on an error some files may be left there.
     *
     * @param required name of a file that has to be at the top of the zip
     * @throws ZipRefusedException if it is no zip, lacks that file, or holds anything but files and folders that stay inside of
     *     {@code folder} and are not too large
     */
    public static void unpack(Path zip, String required, Path folder) throws IOException {
        unpack(zip, required, folder, Limits.DEFAULT);
    }

    static void unpack(Path zip, String required, Path folder, Limits limits) throws IOException {
        try {
            new PluginZip(zip, limits).unpackInto(folder, required);
        } catch (ZipRefusedException e) {
            throw new ZipRefusedException("%s is refused: %s".formatted(zip, e.getMessage()), e);
        }
    }

    private void unpackInto(Path folder, String required) throws IOException {
        if (!Files.isRegularFile(zip)) {
            throw new ZipRefusedException(Files.exists(zip) ? "it is not a file" : "there is no such file");
        }
        int declared = ZipEnd.entries(zip, limits.entries);
        try (ZipFile file = read(ZipFile.builder().setPath(zip).setIgnoreLocalFileHeader(true)::get)) {
            List<ZipArchiveEntry> entries = Collections.list(file.getEntries());
            if (entries.size() != declared) {
                throw new ZipRefusedException(
                        "its directory is inconsistent: %d and %d entries".formatted(declared, entries.size()));
            }
            for (ZipArchiveEntry entry : entries) {
                check(entry);
            }
            require(required, entries);
            for (ZipArchiveEntry entry : entries) {
                unpack(file, entry, folder.resolve(entry.getName()));
            }
        } catch (InvalidPathException e) {
            throw new ZipRefusedException("this system has no files of the name '%s'".formatted(e.getInput()), e);
        }
    }

    private static void check(ZipArchiveEntry entry) throws ZipRefusedException {
        if (UNSAFE.matcher(entry.getName()).find()) {
            throw new ZipRefusedException(
                    "its entry '%s' would be unpacked outside of the plugin's folder or has a name that is not portable"
                            .formatted(entry.getName()));
        }
        // The library puts question marks for what is no UTF-8: some tools write names in the code page of their
        // system.
        if (entry.getName().contains("?") && isGarbled(entry.getRawName())) {
            throw new ZipRefusedException(
                    "the name of its entry '%s' is not in UTF-8; pack it with a tool that writes names so"
                            .formatted(entry.getName()));
        }
        // ZipArchiveEntry.isUnixSymlink goes by what system the entry says it was made on, which may be a lie.
        int type = (int) (entry.getExternalAttributes() >>> 16) & TYPE_MASK;
        if (type != 0 && type != REGULAR && type != FOLDER) {
            throw new ZipRefusedException(
                    "its entry '%s' is a link or a device, only files are allowed".formatted(entry.getName()));
        }
    }

    private static boolean isGarbled(byte[] name) {
        return new String(name, StandardCharsets.UTF_8).indexOf('\uFFFD') >= 0;
    }

    private static void require(String required, List<ZipArchiveEntry> entries) throws ZipRefusedException {
        List<String> names = entries.stream().map(ZipArchiveEntry::getName).toList();
        if (!names.contains(required)) {
            String elsewhere = names.stream()
                    .filter(name -> name.endsWith("/" + required))
                    .findFirst()
                    .map(", but at "::concat)
                    .orElse("");
            throw new ZipRefusedException("expected %s at its top%s".formatted(required, elsewhere));
        }
    }

    private void unpack(ZipFile file, ZipArchiveEntry entry, Path target) throws IOException {
        try {
            if (entry.isDirectory()) {
                Files.createDirectories(target);
                return;
            }
            Files.createDirectories(target.getParent());
            try (CheckedInputStream in = new CheckedInputStream(read(() -> file.getInputStream(entry)), new CRC32());
                    OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
                copy(in, out);
                if (in.getChecksum().getValue() != entry.getCrc()) {
                    throw new ZipRefusedException("its entry '%s' is damaged".formatted(entry.getName()));
                }
            }
        } catch (FileAlreadyExistsException e) {
            throw new ZipRefusedException(
                    "its entry '%s' is there twice, or both a file and a folder".formatted(entry.getName()), e);
        } catch (FileSystemException e) {
            throw new ZipRefusedException(
                    "its entry '%s' cannot be unpacked: %s"
                            .formatted(entry.getName(), Objects.requireNonNullElse(e.getReason(), e.toString())),
                    e);
        }
    }

    /** Copies with an eye on what has really been unpacked: sizes that a zip states about itself prove nothing. */
    private void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long zipBytes = Files.size(zip);
        for (int count = read(() -> in.read(buffer)); count >= 0; count = read(() -> in.read(buffer))) {
            writtenBytes += count;
            if (writtenBytes > limits.bytes) {
                throw new ZipRefusedException("it unpacks to more than %d bytes".formatted(limits.bytes));
            }
            if (writtenBytes > limits.ratioFreeBytes && writtenBytes / zipBytes > limits.ratio) {
                throw new ZipRefusedException("it unpacks to more than %d times its size".formatted(limits.ratio));
            }
            out.write(buffer, 0, count);
        }
    }

    private static <T> T read(Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            String reason =
                    Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
            throw new ZipRefusedException("it is not a zip that can be read: " + reason, e);
        }
    }
}
