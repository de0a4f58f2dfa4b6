package restyle.dist;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import restyle.files.FolderTree;

/**
 * Makes the folder that becomes the archive: the distribution of the plain build, a Java runtime, licences, the manual, completions. System
 * properties say what it needs.
 */
final class MakeImage {

    private final Path image = path("image");
    private final Path work = path("work");
    private final Platform platform = new Platform(text("platform"));
    private final Jdk jdk = new Jdk(path("jdk"));
    private final Programs programs = new Programs(work);
    private final JavaRuntime runtime = new JavaRuntime(image.resolve("runtime"), platform, jdk, programs);

    private MakeImage() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try {
            new MakeImage().make();
        } catch (IllegalArgumentException e) { // what was given
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void make() throws IOException, InterruptedException {
        checkGiven();
        FolderTree.delete(image);
        FolderTree.delete(work);
        Files.createDirectories(work);
        Trees.copy(path("plain"), image);
        keepClassPath();
        Trees.copy(path("sbom"), image.resolve("sbom.cdx.json"));
        runtime.make(image.resolve("lib"), text("runtime"));
        if (platform.isLinux()) {
            Glibc.needed(image).keep(image.resolve("glibc"));
        }
        List<Path> jars = Stream.of(text("jars").split(File.pathSeparator))
                .map(Path::of)
                .filter(jar -> jar.getFileName().toString().endsWith(text("native") + ".jar"))
                .toList();
        new Licences(path("licences"), jars).collect(image, runtime.folder());
        if (Files.isDirectory(path("man"))) {
            Trees.copy(path("man"), image.resolve("man/man1"));
        }
        addProgramFolder();
        complete();
        Trees.date(image, FileTime.from(Instant.parse(text("timestamp"))));
        if (platform.isNative() && Boolean.parseBoolean(text("share"))) {
            runtime.share(image.resolve("java.options"));
        }
    }

    private void checkGiven() {
        if (!platform.isJavaCpp(text("native"))) {
            throw new IllegalArgumentException(
                    "dist.platform: expected linux-x64, linux-arm64, macos-arm64 or windows-x64, found "
                            + platform.name());
        }
        if (!platform.isNative() && text("runtime").isEmpty()) {
            throw new IllegalArgumentException("for " + platform.name() + " on "
                    + Platform.building().name() + " give -Ddist.runtime=FOLDER; see cli/dist/README.md");
        }
        if (!Files.exists(path("sbom"))) {
            throw new IllegalArgumentException(
                    "there is no bill of materials: its plugin makes none without the network; build without -o");
        }
    }

    /** Leaves out what only the build needs, and what an earlier build left. */
    private void keepClassPath() throws IOException {
        Path lib = image.resolve("lib");
        FolderTree.delete(lib.resolve(".unpacked"));
        try (JarFile jar = new JarFile(lib.resolve("restyle-cli.jar").toFile());
                Stream<Path> files = Files.list(lib)) {
            List<String> used = List.of(
                    jar.getManifest().getMainAttributes().getValue("Class-Path").split(" "));
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!name.equals("restyle-cli.jar") && !used.contains(name)) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Makes what package managers put on the PATH. */
    private void addProgramFolder() throws IOException {
        Path folder = Files.createDirectories(image.resolve("bin"));
        if (platform.isWindows()) {
            Files.writeString(folder.resolve("restyle.cmd"), "@call \"%~dp0..\\restyle.cmd\" %*\r\n");
        } else {
            Files.createSymbolicLink(folder.resolve("restyle"), Path.of("../restyle"));
        }
    }

    private void complete() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(image.resolve("completions"));
        Files.writeString(folder.resolve("restyle.bash"), completion("bash"));
        Files.writeString(folder.resolve("_restyle"), completion("zsh"));
        Files.writeString(folder.resolve("restyle.fish"), completion("fish"));
    }

    /** Runs restyle from the image, by its own Java if that can run here. */
    private String completion(String shell) throws IOException, InterruptedException {
        return programs.output(
                platform.isNative() ? runtime.java() : jdk.tool("java"),
                "@" + image.resolve("java.options"),
                "-Drestyle.home=" + image,
                "-jar",
                image.resolve("lib/restyle-cli.jar").toString(),
                "completion",
                shell);
    }

    private static String text(String property) {
        return System.getProperty(property, "");
    }

    private static Path path(String property) {
        return Path.of(text(property)).toAbsolutePath();
    }
}
