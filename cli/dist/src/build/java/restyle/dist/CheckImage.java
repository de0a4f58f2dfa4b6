package restyle.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fails where the folder that becomes the archive is not what it should be: a library for another machine, one that is missing, one whose
 * licence is not inside. It takes the folder, the platform and the list of what is inside.
 */
final class CheckImage {

    private final Path image;
    private final String platform;
    private final Inside inside;
    private final List<String> problems = new ArrayList<>();

    private CheckImage(Path image, String platform, Inside inside) {
        this.image = image;
        this.platform = platform;
        this.inside = inside;
    }

    public static void main(String[] args) throws IOException {
        Path image = Path.of(args[0]);
        new CheckImage(image, args[1], Inside.read(Path.of(args[2]), args[1])).check();
    }

    private void check() throws IOException {
        Set<String> found = new HashSet<>();
        for (Path file : files("natives")) {
            String name = Inside.name(file);
            found.add(name);
            check("library", name, file);
        }
        inside.libraries().stream()
                .filter(name -> !found.contains(name))
                .forEach(name -> problems.add("the library " + name + " is missing"));
        for (Path folder : List.of(image.resolve("lib"), image.resolve("plugins"))) {
            for (Path jar : files(image.relativize(folder).toString())) {
                if (jar.toString().endsWith(".jar")) {
                    check("jar", jar.getFileName().toString().replaceAll("(-[0-9].*)?\\.jar$", ""), jar);
                }
            }
        }
        for (String option : ffmpegOptions()) {
            check("ffmpeg", option, image.resolve("natives"));
        }
        if (!Files.exists(image.resolve("licences/java/java.base"))) {
            problems.add("the runtime has no licences; take one with its folder 'legal'");
        }
        machines();
        if (!problems.isEmpty()) {
            System.err.println(image + " is not what it should be:\n  " + String.join("\n  ", problems));
            System.exit(1);
        }
    }

    private void check(String kind, String name, Path where) {
        Optional<List<String>> texts = inside.texts(kind, name).or(() -> inside.texts("also", name));
        if (texts.isEmpty()) {
            problems.add("%s %s (%s) has no line in cli/dist/licences/inside.txt"
                    .formatted(kind, name, image.relativize(where)));
            return;
        }
        texts.get().stream()
                .filter(text -> !Files.exists(image.resolve("licences").resolve(text)))
                .forEach(text -> problems.add("%s %s: its licence %s is not inside".formatted(kind, name, text)));
    }

    /** Returns what FFmpeg was built with, as it says itself. */
    private Set<String> ffmpegOptions() throws IOException {
        Set<String> options = new TreeSet<>();
        for (Path file : files("natives")) {
            if (Inside.name(file).equals("avutil")) {
                Matcher option = Pattern.compile("--enable-([a-z0-9-]+)").matcher(configuration(file));
                while (option.find()) {
                    options.add(option.group(1));
                }
            }
        }
        if (options.isEmpty()) {
            problems.add("FFmpeg does not say what it was built with");
        }
        return options;
    }

    private static String configuration(Path library) throws IOException {
        String bytes = new String(Files.readAllBytes(library), StandardCharsets.ISO_8859_1);
        int begin = bytes.indexOf("--prefix=");
        return begin < 0 ? "" : bytes.substring(begin, bytes.indexOf('\0', begin));
    }

    /** Finds programs and libraries that are for another machine than the archive. */
    private void machines() throws IOException {
        List<Path> binaries = new ArrayList<>(files("natives"));
        binaries.addAll(files("runtime"));
        int known = 0;
        for (Path file : binaries) {
            Optional<String> machine = Binaries.machine(file);
            known += machine.isPresent() ? 1 : 0;
            machine.filter(name -> !name.equals(platform))
                    .ifPresent(name -> problems.add("%s is for %s".formatted(image.relativize(file), name)));
        }
        String java = "runtime/bin/java" + (platform.startsWith("windows") ? ".exe" : "");
        if (known == 0 || !Files.exists(image.resolve(java))) {
            problems.add("there is no " + java);
        }
    }

    /** Returns the files of a folder of the image, without links to them. */
    private List<Path> files(String folder) throws IOException {
        return Trees.files(image.resolve(folder));
    }
}
