package restyle.index;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import restyle.plugins.host.PluginException;
import restyle.plugins.host.PluginInfo;
import restyle.plugins.host.PluginInstaller;
import restyle.plugins.host.PluginReport;
import restyle.plugins.host.PluginVersion;

/**
 * Installs what indexes and addresses offer. Whatever can be told beforehand is told before anything is fetched.
 *
 * @param installer puts plugins into the user's folder
 * @param files fetches zips
 */
public record IndexInstaller(PluginInstaller installer, PluginFiles files) {

    /**
     * Installs a release.
     *
     * @param replace whether it may take the place of an older one, or of the same
     * @throws PluginException if it is refused; nothing has changed then
     */
    public PluginReport.Loaded install(IndexedPlugin plugin, PluginRelease release, boolean replace)
            throws IOException {
        String name = plugin.id() + " " + release.version();
        refuseWhatIsThere(plugin, release, replace);
        boolean local = release.address().getScheme().equals("file");
        if (!local && release.sha512().isEmpty()) {
            throw new PluginException(
                    "the index gives no sha512 for %s, so nobody can tell whether what comes is right; to install it all the"
                                    .formatted(name)
                            + " same, give its address: " + release.address());
        }
        return files.use(
                release.address(),
                "%s-%s.zip".formatted(plugin.id(), release.version()),
                release.sha512(),
                zip -> installer.install(zip, replace, found -> check(found, plugin.id(), release)));
    }

    /**
     * Installs the zip at an address.
     *
     * @param sha512 what its content has to be, if that is known
     * @throws PluginException if it is refused; nothing has changed then
     */
    public PluginReport.Loaded install(URI address, Optional<String> sha512, boolean replace) throws IOException {
        String path = String.valueOf(address.getPath());
        String last = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
        String name = last.isEmpty() || last.startsWith(".") ? "plugin.zip" : last;
        return files.use(address, name, sha512, zip -> installer.install(zip, replace));
    }

    private void refuseWhatIsThere(IndexedPlugin plugin, PluginRelease release, boolean replace) {
        Optional<PluginInfo> there = installer.installed(plugin.id());
        if (there.isEmpty()) {
            return;
        }
        int order = release.version().compareTo(new PluginVersion(there.get().version()));
        if (order < 0) {
            throw new PluginException("%s is installed, and %s is older; remove it first if you want that one"
                    .formatted(there.get(), release.version()));
        } else if (!replace) {
            throw new PluginException(
                    order == 0
                            ? there.get() + " is installed already; to install it once more, say --replace"
                            : "%s is installed already; 'restyle plugins update %s' makes it %s"
                                    .formatted(there.get(), plugin.id(), release.version()));
        }
    }

    private static void check(PluginInfo found, String id, PluginRelease release) {
        if (!found.id().equals(id) || !found.version().equals(release.version().text())) {
            throw new PluginException("%s is %s, but the index says %s %s; nothing was installed"
                    .formatted(release.address(), found, id, release.version()));
        }
    }
}
