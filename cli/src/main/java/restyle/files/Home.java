package restyle.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The only place that knows where restyle keeps its own files.
 *
 * @param distribution the unpacked distribution: lib/, natives/, plugins/, models/
 * @param data the user's folder: models/, plugins/
 */
public record Home(Path distribution, Path data) {

    private static final String STARTER = "starter";

    /** The distribution named by the system property {@code restyle.home}, and the user's data folder on this system. */
    public static Home ofThisProcess() {
        String home = System.getProperty("restyle.home");
        if (home == null) {
            throw new IllegalStateException("the system property restyle.home must name the distribution's folder");
        }
        return new Home(Path.of(home).toAbsolutePath(), dataFolder(System.getenv(), System.getProperty("os.name")));
    }

    /** The pack that is used when no model is named. */
    public Path starterPack() {
        return distribution.resolve("models").resolve(STARTER);
    }

    /** The native libraries of ONNX Runtime, unpacked for the system that the distribution was built for. */
    public Path natives() {
        return distribution.resolve("natives");
    }

    /** Where model names are looked up, unless {@code --models} says otherwise. */
    public Path models() {
        return data.resolve("models");
    }

    /** Where plugins are installed to. */
    public Path userPlugins() {
        return data.resolve("plugins");
    }

    /** Where control maps are kept from run to run. */
    public Path mapCache() {
        return data.resolve("cache").resolve("maps");
    }

    /** Where weights that LoRAs have changed are kept from run to run. */
    public Path weightsCache() {
        return data.resolve("cache").resolve("weights");
    }

    /** Where plugins are looked for, in this order. */
    public List<Path> pluginRoots() {
        return List.of(distribution.resolve("plugins"), userPlugins());
    }

    static Path dataFolder(Map<String, String> environment, String system) {
        if (environment.get("RESTYLE_DATA") != null) {
            return Path.of(environment.get("RESTYLE_DATA")).toAbsolutePath();
        }
        String os = system.toLowerCase(Locale.ROOT);
        Path user = Path.of(System.getProperty("user.home"));
        if (os.startsWith("windows")) {
            String local = environment.get("LOCALAPPDATA");
            return (local != null ? Path.of(local) : user.resolve("AppData").resolve("Local")).resolve("restyle");
        } else if (os.startsWith("mac")) {
            return user.resolve("Library").resolve("Application Support").resolve("restyle");
        }
        String xdg = environment.get("XDG_DATA_HOME");
        return (xdg != null && !xdg.isBlank()
                        ? Path.of(xdg)
                        : user.resolve(".local").resolve("share"))
                .resolve("restyle");
    }
}
