import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * Makes the folder that becomes the archive: the distribution of the plain build, a Java runtime, licences, completions, and what makes
 * starting quicker. The build runs this file as it is; system properties say what it needs.
 */
final class MakeImage {

    /** What plugins of others may use; certificates of servers need the second. */
    private static final String PROMISED = "java.se,jdk.crypto.ec";

    private static final List<String> WINDOWED = List.of("awt_xawt", "jawt", "jsound", "splashscreen");

    /** What a whole runtime may have, and nobody needs who only starts restyle. */
    private static final List<String> UNUSED = List.of("include", "jmods", "man", "lib/src.zip", "lib/ct.sym");

    private final Path plain = path("plain");
    private final Path image = path("image");
    private final Path work = path("work");
    private final Path jdk = path("jdk");
    private final Path runtime = image.resolve("runtime");
    private final String platform = text("platform");

    private MakeImage() {}

    public static void main(String[] args) throws Exception {
        try {
            new MakeImage().make();
        } catch (IllegalArgumentException e) { // what was given
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void make() throws Exception {
        if (!text("native").startsWith(platform.replaceAll("^macos", "macosx").replaceAll("x64$", "x86_64"))) {
            throw new IllegalArgumentException("dist.platform: expected linux-x64, linux-arm64, macos-arm64 or windows-x64, found "
                    + platform);
        }
        if (!isNative() && text("jmods").isEmpty() && text("runtime").isEmpty()) {
            throw new IllegalArgumentException("for " + platform + " on " + building()
                    + " give -Ddist.jmods=FOLDER or -Ddist.runtime=FOLDER; see cli/dist/README.md");
        }
        delete(image);
        delete(work);
        Files.createDirectories(work);
        copy(plain, image);
        keepClassPath();
        copy(path("sbom"), image.resolve("sbom.cdx.json"));
        makeRuntime();
        List<Path> jars = Stream.of(text("jars").split(File.pathSeparator))
                .map(Path::of)
                .filter(jar -> jar.getFileName().toString().endsWith(text("native") + ".jar"))
                .toList();
        new Licences(path("licences"), jars).collect(image, runtime);
        if (Files.isDirectory(path("man"))) {
            copy(path("man"), image.resolve("man/man1"));
        }
        addProgramFolder();
        makeUniform();
        complete();
        if (isNative() && Boolean.parseBoolean(text("share"))) {
            share();
        }
    }

    /** Leaves out what only the build needs, and what an earlier build left. */
    private void keepClassPath() throws IOException {
        Path lib = image.resolve("lib");
        delete(lib.resolve(".unpacked"));
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

    private void makeRuntime() throws Exception {
        Path lib = image.resolve("lib");
        String modules = PROMISED + "," + output(tool("jdeps"), "--print-module-deps", "--ignore-missing-deps", "--multi-release",
                "17", "--class-path", lib.resolve("*").toString(), lib.resolve("restyle-cli.jar").toString());
        if (text("runtime").isEmpty()) {
            link(modules);
        } else {
            copyRuntime(List.of(modules.split(",")));
        }
        for (String library : WINDOWED) {
            for (String name : List.of("lib/lib" + library + ".so", "lib/lib" + library + ".dylib", "bin/" + library + ".dll")) {
                Files.deleteIfExists(runtime.resolve(name));
            }
        }
        if (isNative() && platform.startsWith("linux")) {
            addSystemLibraries();
        }
    }

    /** Takes a runtime that somebody else has put together, if it has what is needed. */
    private void copyRuntime(List<String> modules) throws Exception {
        Path from = path("runtime");
        Path release = from.resolve("release");
        if (!Files.exists(release)) {
            throw new IllegalArgumentException("dist.runtime: " + from + " is no Java runtime: it has no file 'release'");
        }
        Properties facts = new Properties();
        try (InputStream text = Files.newInputStream(release)) {
            facts.load(text);
        }
        String version = facts.getProperty("JAVA_VERSION", "0").replace("\"", "");
        Set<String> missing = new TreeSet<>(modules);
        missing.removeAll(List.of(facts.getProperty("MODULES", "").replace("\"", "").split(" ")));
        if (Runtime.Version.parse(version).feature() < 17 || !missing.isEmpty()) {
            throw new IllegalArgumentException("dist.runtime: expected Java 17 or newer with all of %s; %s is Java %s without %s"
                    .formatted(modules, from, version, missing));
        }
        copy(from, runtime);
        for (String unused : UNUSED) {
            delete(runtime.resolve(unused));
        }
        try (Stream<Path> programs = Stream.concat(
                Files.list(runtime.resolve("bin")), Stream.of(runtime.resolve("lib/jspawnhelper")))) {
            programs.filter(Files::exists).forEach(program -> program.toFile().setExecutable(true, false)); // a zip may not say it
        }
    }

    private void link(String modules) throws Exception {
        Path jmods = text("jmods").isEmpty() ? jdk.resolve("jmods") : path("jmods");
        List<String> link = new ArrayList<>(List.of(tool("jlink"), "--add-modules", modules));
        if (Files.isDirectory(jmods)) { // a JDK of version 24 or newer may have none, and takes the modules from itself
            link.addAll(List.of("--module-path", jmods.toString()));
        }
        link.addAll(List.of("--strip-java-debug-attributes", "--no-header-files", "--no-man-pages"));
        link.addAll(List.of("--output", runtime.toString()));
        run(link);
    }

    /** Linux distributions build a Java whose pictures need libraries of the system, which not every system has. */
    private void addSystemLibraries() throws Exception {
        for (String library : List.of("libjavajpeg.so", "liblcms.so")) {
            for (String line : output("ldd", runtime.resolve("lib").resolve(library).toString()).split("\n")) {
                String[] words = line.strip().split("\\s+");
                if (words.length > 2 && words[0].matches("lib(jpeg|lcms2)\\.so.*") && words[2].startsWith("/")) {
                    Path file = Path.of(words[2]).toRealPath();
                    Files.copy(file, runtime.resolve("lib").resolve(words[0]));
                    String owner = output("dpkg", "-S", file.toString()).split(":")[0];
                    Path copyright = Path.of("/usr/share/doc", owner, "copyright");
                    Path licence = runtime.resolve("legal/system").resolve(owner + ".txt");
                    Files.createDirectories(licence.getParent());
                    Files.copy(copyright, licence, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** Makes what package managers put on the PATH. */
    private void addProgramFolder() throws IOException {
        Path folder = Files.createDirectories(image.resolve("bin"));
        if (platform.startsWith("windows")) {
            Files.writeString(folder.resolve("restyle.cmd"), "@call \"%~dp0..\\restyle.cmd\" %*\r\n");
        } else {
            Files.createSymbolicLink(folder.resolve("restyle"), Path.of("../restyle"));
        }
    }

    /** Gives every file the time that the archive will give it: the shared classes are of jars that are as old as they were. */
    private void makeUniform() throws IOException {
        FileTime time = FileTime.from(Instant.parse(text("timestamp")));
        try (Stream<Path> files = Files.walk(image)) {
            for (Path file : files.filter(path -> !Files.isSymbolicLink(path)).toList()) {
                Files.setLastModifiedTime(file, time);
            }
        }
    }

    private void complete() throws Exception {
        Path folder = Files.createDirectories(image.resolve("completions"));
        Files.writeString(folder.resolve("restyle.bash"), restyle("completion", "bash"));
        Files.writeString(folder.resolve("_restyle"), restyle("completion", "zsh"));
        Files.writeString(folder.resolve("restyle.fish"), restyle("completion", "fish"));
    }

    /**
     * Keeps classes as they are in memory, so that they need not be read again: those of Java and, where the runtime does not mind that the
     * archive is unpacked elsewhere, those of restyle. No two builds write the same: the file knows where it was made.
     */
    private void share() throws Exception {
        boolean movable = Runtime.Version.parse(output(java(), "--version").split("\\s+")[1])
                        .feature() >= 19;
        List<String> command = new ArrayList<>(List.of(java(), "@" + image.resolve("java.options"), "-Xshare:dump"));
        if (movable) {
            Path seen = work.resolve("classes-seen");
            Path listed = work.resolve("classes");
            restyle("-XX:DumpLoadedClassList=" + seen, text("clip"), "-o", work.resolve("out.mp4").toString(), "--dry-run");
            Files.write(listed, classes(Files.readAllLines(seen)));
            command.addAll(List.of("-XX:SharedClassListFile=" + listed, "-cp",
                    image.resolve("lib/restyle-cli.jar").toString()));
        }
        run(command);
    }

    private static List<String> classes(List<String> seen) {
        List<String> listed = new ArrayList<>();
        for (String kind : List.of("[^@#].*", "@lambda.*")) {
            listed.addAll(seen.stream()
                    .filter(line -> line.matches(kind) && !line.contains("source:"))
                    .map(line -> line.replaceAll(" id: .*", ""))
                    .collect(Collectors.toCollection(TreeSet::new)));
        }
        return listed;
    }

    /** Runs restyle from the image, by its own Java if that can run here; arguments that begin with -XX are for Java. */
    private String restyle(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(isNative() ? java() : tool("java"), "@" + image.resolve("java.options"), "-Xshare:off",
                "-Drestyle.home=" + image));
        Stream.of(arguments).filter(word -> word.startsWith("-XX")).forEach(command::add);
        command.addAll(List.of("-jar", image.resolve("lib/restyle-cli.jar").toString()));
        Stream.of(arguments).filter(word -> !word.startsWith("-XX")).forEach(command::add);
        return output(command.toArray(String[]::new));
    }

    private String java() {
        return runtime.resolve("bin").resolve(program("java")).toString();
    }

    private String tool(String name) {
        return jdk.resolve("bin").resolve(program(name)).toString();
    }

    private static String program(String name) {
        return name + (System.getProperty("os.name").startsWith("Windows") ? ".exe" : "");
    }

    private boolean isNative() {
        return platform.equals(building());
    }

    private static String building() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
        return (system.startsWith("windows") ? "windows" : system.startsWith("mac") ? "macos" : "linux") + "-" + processor;
    }

    private static String text(String property) {
        return System.getProperty(property, "");
    }

    private static Path path(String property) {
        return Path.of(text(property)).toAbsolutePath();
    }

    private void run(List<String> command) throws Exception {
        output(command.toArray(String[]::new));
    }

    /** Runs a program and returns what it prints; fails where it fails. What restyle keeps goes into the working folder. */
    private String output(String... command) throws Exception {
        Path errors = work.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().put("RESTYLE_DATA", work.resolve("data").toString());
        builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), "UTF-8");
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + printed + Files.readString(errors));
        }
        return printed.strip();
    }

    /** Copies a file, or a folder with the links in it, into a place that need not exist. */
    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.REPLACE_EXISTING,
                            StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}

/**
 * The licences of everything inside, in one folder.
 *
 * @param written texts for what does not bring its own
 * @param nativeJars whose libraries lie unpacked in the image
 */
record Licences(Path written, List<Path> nativeJars) {

    void collect(Path image, Path runtime) throws IOException {
        Path folder = Files.createDirectories(image.resolve("licences"));
        MakeImage.copy(written, folder);
        MakeImage.copy(image.resolve("LICENSE"), folder.resolve("restyle/LICENSE"));
        MakeImage.copy(image.resolve("models/animevideo/LICENSE"), folder.resolve("animevideo/LICENSE"));
        if (Files.isDirectory(runtime.resolve("legal"))) {
            copyFollowed(runtime.resolve("legal"), folder.resolve("java"));
            MakeImage.delete(runtime.resolve("legal"));
        }
        List<Path> jars = new ArrayList<>(nativeJars);
        try (Stream<Path> found = Files.list(image.resolve("lib"))) {
            found.filter(file -> file.toString().endsWith(".jar")).forEach(jars::add);
        }
        for (Path jar : jars) {
            extract(jar, folder.resolve(jar.getFileName().toString().replaceAll("-[0-9].*", "")));
        }
    }

    /** Takes licences and notices out of a jar. */
    private static void extract(Path jar, Path folder) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (ZipEntry entry : file.stream().filter(Licences::isLicence).toList()) {
                Files.createDirectories(folder);
                try (InputStream text = file.getInputStream(entry)) {
                    String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                    Files.copy(text, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static boolean isLicence(ZipEntry entry) {
        String name = entry.getName();
        return !entry.isDirectory()
                && (name.contains("/share/licenses/")
                        || name.matches("(?i)(META-INF/)?[^/]*(licen[cs]e|notice|copying)[^/]*"));
    }

    /** Java's legal folders are links to each other. */
    private static void copyFollowed(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file.toRealPath(), target);
            }
        }
    }
}
