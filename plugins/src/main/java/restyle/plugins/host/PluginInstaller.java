package restyle.plugins.host;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import restyle.plugins.archive.PluginFolder;
import restyle.plugins.archive.PluginZip;
import restyle.plugins.archive.ZipRefusedException;

/**
 * Puts plugins into the user's folder and takes them out again. A plugin is there completely or not at all.
 *
 * @param folder the user's plugins; created when needed
 */
public record PluginInstaller(Path folder) {

    /**
     * Installs a plugin zip, after loading it once to see that it works.
     *
     * @param zip what the build of a plugin makes: {@code plugin.properties}, {@code classes/}, {@code lib/}
     * @param replace whether a plugin of the same id, of this version or an older one, may be replaced
     * @return what was installed
     * @throws PluginException if the zip is refused, does not load, or its plugin is installed already; nothing has changed then
     */
    public PluginReport.Loaded install(Path zip, boolean replace) throws IOException {
        return install(zip, replace, plugin -> {});
    }

    /**
     * Installs a plugin zip as above.
     *
     * @param expected throws a {@link PluginException} if what the zip says about itself is not what was wanted
     */
    public PluginReport.Loaded install(Path zip, boolean replace, Consumer<PluginInfo> expected) throws IOException {
        Files.createDirectories(folder);
        Path staging = Files.createTempDirectory(folder, ".install-");
        try {
            Path unpacked = Files.createDirectory(staging.resolve("plugin"));
            unpack(zip, unpacked);
            expected.accept(said(zip, unpacked));
            PluginReport.Loaded tried = tryOut(zip, staging);
            Path target = folder.resolve(tried.plugin().id());
            if (Files.exists(target)) {
                if (!replace) {
                    throw new PluginException("%s is installed already; to replace it by %s from %s, say so"
                            .formatted(name(target), tried.plugin(), zip));
                }
                refuseOlder(target, tried.plugin(), zip);
                Files.move(target, staging.resolve("replaced"), StandardCopyOption.ATOMIC_MOVE);
            }
            moveIn(unpacked, target, staging.resolve("replaced"));
            return new PluginReport.Loaded(target, tried.plugin(), tried.preprocessors(), tried.finishers());
        } finally {
            PluginFolder.delete(staging);
        }
    }

    /**
     * Removes an installed plugin.
     *
     * @throws PluginException if no plugin of that id is installed here
     */
    public void remove(String id) throws IOException {
        Path target = ids().contains(id) ? folder.resolve(id) : null;
        if (target == null) {
            throw new PluginException("no plugin '%s' is installed in %s; there %s"
                    .formatted(id, folder, ids().isEmpty() ? "is none" : "are " + String.join(", ", ids())));
        }
        Path staging = Files.createTempDirectory(folder, ".remove-");
        try {
            Files.move(target, staging.resolve("removed"), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            PluginFolder.delete(staging);
        }
    }

    private static void unpack(Path zip, Path folder) throws IOException {
        try {
            PluginZip.unpack(zip, PluginInfo.FILE, folder);
        } catch (ZipRefusedException e) {
            throw new PluginException(e.getMessage(), e);
        }
    }

    private static PluginReport.Loaded tryOut(Path zip, Path staging) throws IOException {
        try (PluginHost host = PluginHost.open(List.of(staging))) {
            PluginReport report = host.reports().get(0);
            if (report instanceof PluginReport.Loaded loaded) {
                return loaded;
            }
            throw new PluginException("%s does not load: %s".formatted(zip, ((PluginReport.Failed) report).reason()));
        }
    }

    private static void moveIn(Path unpacked, Path target, Path replaced) throws IOException {
        try {
            Files.move(unpacked, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (Files.exists(replaced)) {
                Files.move(replaced, target, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
    }

    /**
     * Returns what is installed under an id; empty if that is nothing, or nothing that can be read.
     *
     * @throws PluginException if the folder cannot be read
     */
    public Optional<PluginInfo> installed(String id) {
        try {
            return ids().contains(id) ? Optional.of(PluginInfo.read(folder.resolve(id))) : Optional.empty();
        } catch (PluginException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new PluginException("%s cannot be read: %s".formatted(folder, e), e);
        }
    }

    private static PluginInfo said(Path zip, Path unpacked) {
        try {
            return PluginInfo.read(unpacked);
        } catch (PluginException e) {
            throw new PluginException("%s does not load: %s".formatted(zip, e.getMessage()), e);
        }
    }

    private static void refuseOlder(Path target, PluginInfo plugin, Path zip) {
        PluginInfo there;
        try {
            there = PluginInfo.read(target);
        } catch (PluginException e) {
            return; // what does not load is no version of anything
        }
        if (new PluginVersion(plugin.version()).compareTo(new PluginVersion(there.version())) < 0) {
            throw new PluginException("%s is installed, and %s in %s is older; remove it first if you want that one"
                    .formatted(there, plugin.version(), zip));
        }
    }

    private static String name(Path target) {
        try {
            return PluginInfo.read(target).toString();
        } catch (PluginException e) {
            return target.getFileName() + " (" + e.getMessage() + ")";
        }
    }

    /** Returns the ids of what is installed, in order. */
    public List<String> ids() throws IOException {
        List<String> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    if (Files.isDirectory(entry)
                            && !entry.getFileName().toString().startsWith(".")) {
                        found.add(entry.getFileName().toString());
                    }
                }
            }
        }
        found.sort(null);
        return found;
    }
}
