package restyle.files;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The only place that knows where restyle keeps its own files.
 *
 * @param distribution the unpacked distribution: lib/, natives/, plugins/, models/
 * @param data the user's folder: models/, plugins/
 * @param settings the user's folder for what was decided once, which people copy from machine to machine
 */
public record Home(Path distribution, Path data, Path settings) {

    private static final String STARTER = "starter";
    private static final String CONFIG = "config.yaml";
    private static final String PROJECT = "restyle.yaml";

    /** Keeps everything of the user in one folder. */
    public Home(Path distribution, Path data) {
        this(distribution, data, data);
    }

    /** Finds the distribution that this process runs from, and the user's data folder on this system. */
    public static Home ofThisProcess() {
        String system = System.getProperty("os.name");
        return new Home(ownFolder(), dataFolder(System.getenv(), system), settingsFolder(System.getenv(), system));
    }

    /** Takes what the launcher says; where Java was started without one, classes come from the jar in {@code lib/}. */
    private static Path ownFolder() {
        String given = System.getProperty("restyle.home");
        if (given != null) {
            return Path.of(given).toAbsolutePath();
        }
        try {
            Path jar = Path.of(Home.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return jar.getParent().getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the system property restyle.home must name the distribution's folder", e);
        }
    }

    /** Returns the models that come with restyle. */
    public Path bundledModels() {
        return distribution.resolve("models");
    }

    /** Returns the pack that is used when no model is named. */
    public Path starterPack() {
        return bundledModels().resolve(STARTER);
    }

    /** Returns the launcher, which users start. */
    public Path launcher() {
        return distribution.resolve("restyle");
    }

    /** Returns the native libraries, unpacked for the system that the distribution was built for. */
    public Path natives() {
        return distribution.resolve("natives");
    }

    /** Returns where model names are looked up, unless {@code --models} says otherwise. */
    public Path models() {
        return data.resolve("models");
    }

    /** Returns where plugins are installed to. */
    public Path userPlugins() {
        return data.resolve("plugins");
    }

    /** Returns the user's own defaults; may be missing. */
    public Path config() {
        return settings.resolve(CONFIG);
    }

    /**
     * Returns the defaults for what is done in this folder; may be missing. It is not looked for above: what counts is seen where
     * one is.
     */
    public Path projectConfig() {
        return Path.of(PROJECT).toAbsolutePath();
    }

    /** Returns where control maps are kept from run to run. */
    public Path mapCache() {
        return data.resolve("cache").resolve("maps");
    }

    /** Returns where weights that LoRAs have changed are kept from run to run. */
    public Path weightsCache() {
        return data.resolve("cache").resolve("weights");
    }

    /** Returns where plugins are looked for, in this order. */
    public List<Path> pluginRoots() {
        return List.of(distribution.resolve("plugins"), userPlugins());
    }

    static Path dataFolder(Map<String, String> environment, String system) {
        Optional<Path> given = folder(environment, "RESTYLE_DATA");
        if (given.isPresent()) {
            return given.get().toAbsolutePath();
        }
        String os = system.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            return folder(environment, "LOCALAPPDATA")
                    .orElseGet(() -> Path.of(System.getProperty("user.home"), "AppData", "Local"))
                    .resolve("restyle");
        }
        Path user = userHome(environment);
        if (os.startsWith("mac")) {
            return user.resolve("Library").resolve("Application Support").resolve("restyle");
        }
        return folder(environment, "XDG_DATA_HOME")
                .filter(Path::isAbsolute) // others are to be ignored, says the XDG base directory specification
                .orElseGet(() -> user.resolve(".local").resolve("share"))
                .resolve("restyle");
    }

    /** Returns where each system keeps settings; beside the data, where that has been moved. */
    static Path settingsFolder(Map<String, String> environment, String system) {
        String os = system.toLowerCase(Locale.ROOT);
        if (folder(environment, "RESTYLE_DATA").isPresent() || os.startsWith("mac")) {
            return dataFolder(environment, system);
        } else if (os.startsWith("windows")) {
            return folder(environment, "APPDATA")
                    .orElseGet(() -> Path.of(System.getProperty("user.home"), "AppData", "Roaming"))
                    .resolve("restyle");
        }
        return folder(environment, "XDG_CONFIG_HOME")
                .filter(Path::isAbsolute)
                .orElseGet(() -> userHome(environment).resolve(".config"))
                .resolve("restyle");
    }

    /** The user's home as programs of Unix find it: by the variable, then by the list of users, which may not know this one. */
    private static Path userHome(Map<String, String> environment) {
        return folder(environment, "HOME")
                .filter(Path::isAbsolute)
                .or(() -> Optional.of(Path.of(System.getProperty("user.home"))).filter(Path::isAbsolute))
                .orElse(Path.of("/")); // what containers say for users without a name
    }

    private static Optional<Path> folder(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }
}
