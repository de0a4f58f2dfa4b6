import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Fails where the folder that becomes the archive is not what it should be: a library for another machine, one that is missing, one whose
 * licence is not inside. The build runs this file as it is, with the folder, the platform and the list of what is inside.
 */
final class CheckImage {

    private static final int ELF = 0x7F454C46;
    private static final int MACH_O = 0xCFFAEDFE;
    private static final int PE = 0x4D5A;

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
            problems.add("%s %s (%s) has no line in cli/dist/licences/inside.txt".formatted(kind, name, image.relativize(where)));
            return;
        }
        texts.get().stream()
                .filter(text -> !Files.exists(image.resolve("licences").resolve(text)))
                .forEach(text -> problems.add("%s %s: its licence %s is not inside".formatted(kind, name, text)));
    }

    /** What FFmpeg was built with, as it says itself. */
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

    /** Every program and library is for the machine that the archive is for. */
    private void machines() throws IOException {
        List<Path> binaries = files("natives");
        binaries.addAll(files("runtime"));
        int known = 0;
        for (Path file : binaries) {
            Optional<String> machine = machine(file);
            known += machine.isPresent() ? 1 : 0;
            machine.filter(name -> !name.equals(platform))
                    .ifPresent(name -> problems.add("%s is for %s".formatted(image.relativize(file), name)));
        }
        String java = "runtime/bin/java" + (platform.startsWith("windows") ? ".exe" : "");
        if (known == 0 || !Files.exists(image.resolve(java))) {
            problems.add("there is no " + java);
        }
    }

    /** Reads from its head what a binary is for; empty if it is none. */
    private static Optional<String> machine(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] head = new byte[(int) Math.min(4096, in.length())];
            in.readFully(head);
            if (head.length < 64) {
                return Optional.empty();
            }
            ByteBuffer big = ByteBuffer.wrap(head);
            ByteBuffer little = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
            if (big.getInt(0) == ELF) {
                return Optional.of("linux-" + processor(little.getShort(18), 62, 183));
            } else if (big.getInt(0) == MACH_O) {
                return Optional.of("macos-" + processor(little.getInt(4), 0x01000007, 0x0100000C));
            } else if (big.getShort(0) == PE) {
                int begin = little.getInt(0x3C);
                return Optional.of("windows-" + processor(little.getShort(begin + 4) & 0xFFFF, 0x8664, 0xAA64));
            }
            return Optional.empty();
        }
    }

    private static String processor(int code, int x64, int arm64) {
        return code == x64 ? "x64" : code == arm64 ? "arm64" : "processor " + code;
    }

    /** The files of a folder of the image, without links to them. */
    private List<Path> files(String folder) throws IOException {
        try (Stream<Path> all = Files.walk(image.resolve(folder))) {
            return new ArrayList<>(all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList());
        }
    }
}

/**
 * The list of what is inside, and under which licence: see the head of the file.
 *
 * @param lines those for the platform
 */
record Inside(List<Line> lines) {

    /** Names of one kind and their texts; switches that add nothing have none. */
    record Line(String kind, List<String> texts, List<String> names) {

        boolean has(String name) {
            return names.stream().anyMatch(own -> own.endsWith("*")
                    ? name.startsWith(own.substring(0, own.length() - 1))
                    : name.equals(own));
        }
    }

    static Inside read(Path file, String platform) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] sides = line.split(":", 2);
            List<String> left = List.of(sides[0].strip().split("\\s+"));
            String[] kind = left.get(0).split("@", 2);
            if (kind.length == 1 || Stream.of(kind[1].split(",")).anyMatch(platform::startsWith)) {
                lines.add(new Line(kind[0], left.subList(1, left.size()), List.of(sides[1].strip().split("\\s+"))));
            }
        }
        return new Inside(lines);
    }

    Optional<List<String>> texts(String kind, String name) {
        return lines.stream()
                .filter(line -> line.kind.equals(kind) && line.has(name))
                .findFirst()
                .map(Line::texts);
    }

    List<String> libraries() {
        return lines.stream()
                .filter(line -> line.kind.equals("library"))
                .flatMap(line -> line.names.stream())
                .toList();
    }

    /** Names a library as all systems do: {@code libavutil.so.60}, {@code libavutil.60.dylib} and {@code avutil-60.dll} are avutil. */
    static String name(Path file) {
        return file.getFileName()
                .toString()
                .replaceAll("^lib|\\.dylib$|\\.dll$|\\.so(\\.[0-9.]+)?$", "")
                .replaceAll("^(opencv_.*?)[-.]?[0-9]{3,}$", "$1")
                .replaceAll("[-.][0-9.]+$", "");
    }
}
