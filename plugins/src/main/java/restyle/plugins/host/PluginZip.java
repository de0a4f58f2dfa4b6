package restyle.plugins.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Unpacks plugin zips that strangers made: {@code plugin.properties}, {@code classes/}, {@code lib/}. */
final class PluginZip {

    /** What a zip may unpack to. */
    record Limits(int entries, long bytes, long ratio, long ratioFreeBytes) {

        /** Far above any plugin seen: a CUDA-free network with its natives is a few hundred megabytes. */
        static final Limits DEFAULT = new Limits(20_000, 2L << 30, 100, 16L << 20);
    }

    /** Absolute, with a drive or a backslash, with an empty, "." or ".." part, or with control characters. */
    private static final Pattern UNSAFE = Pattern.compile("^$|^/|[\\\\:\\p{Cntrl}]|//|(^|/)\\.{1,2}(/|$)");

    private final Path zip;
    private final Limits limits;
    private long writtenBytes;

    private PluginZip(Path zip, Limits limits) {
        this.zip = zip;
        this.limits = limits;
    }

    /** Unpacks {@code zip} into the empty {@code folder}; on an error some files may be left there. */
    static void unpack(Path zip, Path folder) throws IOException {
        unpack(zip, folder, Limits.DEFAULT);
    }

    static void unpack(Path zip, Path folder, Limits limits) throws IOException {
        try {
            new PluginZip(zip, limits).unpackInto(folder);
        } catch (PluginException e) {
            throw new PluginException("%s is refused: %s".formatted(zip, e.getMessage()), e);
        }
    }

    private void unpackInto(Path folder) throws IOException {
        if (!Files.isRegularFile(zip)) {
            throw new PluginException(Files.exists(zip) ? "it is not a file" : "there is no such file");
        }
        try (ZipFile file = new ZipFile(zip.toFile())) {
            List<? extends ZipEntry> entries = Collections.list(file.entries());
            if (entries.size() > limits.entries) {
                throw new PluginException(
                        "it has %d entries, at most %d are allowed".formatted(entries.size(), limits.entries));
            }
            ZipEntryKinds.check(zip, entries.size());
            entries.forEach(entry -> checkName(entry.getName()));
            requireManifest(entries);
            for (ZipEntry entry : entries) {
                unpack(file, entry, folder.resolve(entry.getName()));
            }
        } catch (ZipException e) {
            throw new PluginException("it is not a zip that can be read: " + e.getMessage(), e);
        } catch (InvalidPathException e) {
            throw new PluginException("this system has no files of the name '%s'".formatted(e.getInput()), e);
        }
    }

    private static void checkName(String name) {
        if (UNSAFE.matcher(name).find()) {
            throw new PluginException(
                    "its entry '%s' would be unpacked outside of the plugin's folder or has a name that is not portable"
                            .formatted(name));
        }
    }

    private static void requireManifest(List<? extends ZipEntry> entries) {
        List<String> names = entries.stream().map(ZipEntry::getName).toList();
        if (!names.contains(PluginInfo.FILE)) {
            String elsewhere = names.stream()
                    .filter(name -> name.endsWith("/" + PluginInfo.FILE))
                    .findFirst()
                    .map(", but at "::concat)
                    .orElse("");
            throw new PluginException("expected %s at its top%s".formatted(PluginInfo.FILE, elsewhere));
        }
    }

    private void unpack(ZipFile file, ZipEntry entry, Path target) throws IOException {
        try {
            if (entry.isDirectory()) {
                Files.createDirectories(target);
                return;
            }
            Files.createDirectories(target.getParent());
            try (InputStream in = file.getInputStream(entry);
                    OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
                copy(in, out);
            }
        } catch (FileAlreadyExistsException e) {
            throw new PluginException(
                    "its entry '%s' is there twice, or both a file and a folder".formatted(entry.getName()), e);
        }
    }

    /** Copies with an eye on what has really been unpacked: sizes that a zip states about itself prove nothing. */
    private void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long zipBytes = Files.size(zip);
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            writtenBytes += count;
            if (writtenBytes > limits.bytes) {
                throw new PluginException("it unpacks to more than %d bytes".formatted(limits.bytes));
            }
            if (writtenBytes > limits.ratioFreeBytes && writtenBytes / zipBytes > limits.ratio) {
                throw new PluginException("it unpacks to more than %d times its size".formatted(limits.ratio));
            }
            out.write(buffer, 0, count);
        }
    }
}
