package restyle.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The Java runtime in the archive, put together by {@code jlink}, or copied.
 *
 * @param folder where it goes
 * @param jdk whose modules it is made of
 */
record JavaRuntime(Path folder, Platform platform, Jdk jdk, Programs programs) {

    /** What plugins of others may use; certificates of servers need the second. */
    private static final String PROMISED = "java.se,jdk.crypto.ec";

    private static final List<String> WINDOWED = List.of("awt_xawt", "jawt", "jsound", "splashscreen");

    /** Makes it with all that the jars of a folder need and plugins may use. */
    void make(Path lib, String given) throws IOException, InterruptedException {
        String modules = PROMISED + ","
                + programs.output(
                        jdk.tool("jdeps"),
                        "--print-module-deps",
                        "--ignore-missing-deps",
                        "--multi-release",
                        "17",
                        "--class-path",
                        lib.resolve("*").toString(),
                        lib.resolve("restyle-cli.jar").toString());
        if (given.isEmpty()) {
            link(modules);
        } else {
            new GivenRuntime(Path.of(given).toAbsolutePath()).copy(folder, List.of(modules.split(",")));
        }
        for (String library : WINDOWED) {
            for (String name :
                    List.of("lib/lib" + library + ".so", "lib/lib" + library + ".dylib", "bin/" + library + ".dll")) {
                Files.deleteIfExists(folder.resolve(name));
            }
        }
        if (platform.isNative() && platform.isLinux()) {
            addSystemLibraries();
        }
    }

    private void link(String modules) throws IOException, InterruptedException {
        List<String> link = new ArrayList<>(List.of(jdk.tool("jlink"), "--add-modules", modules));
        if (Files.isDirectory(jdk.modules())) { // newer ones may have none, and take the modules from themselves
            link.addAll(List.of("--module-path", jdk.modules().toString()));
        }
        link.addAll(List.of("--strip-java-debug-attributes", "--no-header-files", "--no-man-pages"));
        link.addAll(List.of("--output", folder.toString()));
        programs.output(link);
    }

    /** Adds the libraries for pictures that a Java of a Linux distribution takes from the system, which not every system has. */
    private void addSystemLibraries() throws IOException, InterruptedException {
        for (String library : List.of("libjavajpeg.so", "liblcms.so")) {
            String needed = programs.output(
                    "ldd", folder.resolve("lib").resolve(library).toString());
            for (String line : needed.split("\n")) {
                String[] words = line.strip().split("\\s+");
                if (words.length > 2 && words[0].matches("lib(jpeg|lcms2)\\.so.*") && words[2].startsWith("/")) {
                    Path file = Path.of(words[2]).toRealPath();
                    Files.copy(file, folder.resolve("lib").resolve(words[0]));
                    String owner =
                            programs.output("dpkg", "-S", file.toString()).split(":")[0];
                    Path licence = folder.resolve("legal/system").resolve(owner + ".txt");
                    Files.createDirectories(licence.getParent());
                    Files.copy(
                            Path.of("/usr/share/doc", owner, "copyright"),
                            licence,
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** Keeps Java's own classes as they lie in memory, so that they need not be read at every start. It does not always write the same. */
    void share(Path options) throws IOException, InterruptedException {
        programs.output(java(), "@" + options, "-Xshare:dump");
    }

    String java() {
        return folder.resolve("bin").resolve(platform.program("java")).toString();
    }
}
