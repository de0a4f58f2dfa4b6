package restyle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The shape of the house, read off the sources: which package may use which, who may touch which library, and how long files are. */
class StructureTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?([\\w.]+)", Pattern.MULTILINE);
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);

    /** What each package may import of ours ({@code .*}: and what is below). A package that is not listed here does not exist. */
    private static final Map<String, Set<String>> ARROWS = new TreeMap<>(Map.ofEntries(
            Map.entry("restyle.plugins", Set.of()),
            Map.entry("restyle.plugins.testing", Set.of("restyle.plugins", "restyle.plugins.host")),
            Map.entry("restyle.plugins.archive", Set.of()),
            Map.entry("restyle.plugins.host", Set.of("restyle.plugins", "restyle.plugins.archive")),
            Map.entry("restyle.models.graph", Set.of()),
            Map.entry("restyle.models.weights", Set.of("restyle.models.graph")),
            Map.entry("restyle.models.weights.format", Set.of("restyle.models.graph", "restyle.models.weights")),
            Map.entry("restyle.models.weights.names", Set.of("restyle.models.weights")),
            Map.entry("restyle.models.weights.patch", Set.of("restyle.models.graph", "restyle.models.weights")),
            Map.entry(
                    "restyle.models.lora",
                    Set.of(
                            "restyle.models.graph",
                            "restyle.models.weights",
                            "restyle.models.weights.format",
                            "restyle.models.weights.names",
                            "restyle.models.weights.patch")),
            Map.entry("restyle.models.nets", Set.of("restyle.models.graph", "restyle.models.weights")),
            Map.entry("restyle.models.runtime", Set.of("restyle.models.graph")),
            Map.entry("restyle.models.vision", Set.of("restyle.models.runtime")),
            Map.entry("restyle.models.text", Set.of()),
            Map.entry("restyle.models.sampling", Set.of()),
            Map.entry(
                    "restyle.models.model",
                    Set.of(
                            "restyle.models.graph",
                            "restyle.models.weights",
                            "restyle.models.weights.format",
                            "restyle.models.weights.names",
                            "restyle.models.weights.patch",
                            "restyle.models.lora",
                            "restyle.models.nets.*",
                            "restyle.models.text",
                            "restyle.models.sampling")),
            Map.entry(
                    "restyle.models.engine",
                    Set.of(
                            "restyle.models.graph",
                            "restyle.models.weights",
                            "restyle.models.weights.format",
                            "restyle.models.weights.names",
                            "restyle.models.weights.patch",
                            "restyle.models.nets.*",
                            "restyle.models.runtime",
                            "restyle.models.text",
                            "restyle.models.model")),
            Map.entry(
                    "restyle.models.engine.upscale",
                    Set.of(
                            "restyle.models.graph",
                            "restyle.models.weights",
                            "restyle.models.nets.*",
                            "restyle.models.runtime",
                            "restyle.models.model",
                            "restyle.models.engine")),
            Map.entry("restyle.models.check", Set.of("restyle.models.*")),
            Map.entry("restyle.preprocessors", Set.of("restyle.plugins", "restyle.models.*")),
            Map.entry("restyle.finishers", Set.of("restyle.plugins")),
            Map.entry("restyle.files", Set.of()),
            Map.entry("restyle.media", Set.of("restyle.plugins", "restyle.files")),
            Map.entry("restyle.media.codec", Set.of("restyle.plugins", "restyle.files", "restyle.media")),
            Map.entry("restyle.media.read", Set.of("restyle.plugins", "restyle.media", "restyle.media.codec")),
            Map.entry(
                    "restyle.media.write",
                    Set.of("restyle.plugins", "restyle.files", "restyle.media", "restyle.media.codec")),
            Map.entry("restyle.vision", Set.of("restyle.plugins", "restyle.media", "restyle.media.codec")),
            Map.entry("restyle.composite", Set.of("restyle.plugins")),
            Map.entry("restyle.deflicker", Set.of("restyle.plugins", "restyle.vision")),
            Map.entry("restyle.fill", Set.of("restyle.plugins", "restyle.vision")),
            Map.entry("restyle.quality", Set.of("restyle.plugins", "restyle.vision")),
            Map.entry("restyle.colour", Set.of("restyle.plugins", "restyle.vision")),
            Map.entry(
                    "restyle.compare",
                    Set.of(
                            "restyle.plugins",
                            "restyle.models.graph",
                            "restyle.models.vision",
                            "restyle.models.model",
                            "restyle.models.engine",
                            "restyle.models.runtime",
                            "restyle.files",
                            "restyle.media.*",
                            "restyle.vision",
                            "restyle.colour",
                            "restyle.quality")),
            Map.entry(
                    "restyle.job",
                    Set.of(
                            "restyle.plugins",
                            "restyle.models.*",
                            "restyle.files",
                            "restyle.media",
                            "restyle.composite")),
            Map.entry(
                    "restyle.job.options",
                    Set.of("restyle.plugins.*", "restyle.models.*", "restyle.files", "restyle.job")),
            Map.entry(
                    "restyle.job.check",
                    Set.of(
                            "restyle.plugins.*",
                            "restyle.models.*",
                            "restyle.files",
                            "restyle.media.*",
                            "restyle.vision",
                            "restyle.composite",
                            "restyle.compare",
                            "restyle.job",
                            "restyle.job.options")),
            Map.entry("restyle.catalogue", Set.of("restyle.files")),
            Map.entry("restyle.scaffold", Set.of("restyle.files")),
            Map.entry("restyle.index", Set.of("restyle.plugins.host", "restyle.files", "restyle.catalogue")),
            Map.entry(
                    "restyle.batch",
                    Set.of(
                            "restyle.plugins.host",
                            "restyle.files",
                            "restyle.media",
                            "restyle.job",
                            "restyle.job.options",
                            "restyle.job.check",
                            "restyle.pipeline",
                            "restyle.pipeline.networks",
                            "restyle.resume")),
            Map.entry("restyle.pipeline.networks", Set.of("restyle.models.*", "restyle.job")),
            Map.entry(
                    "restyle.pipeline.flow",
                    Set.of(
                            "restyle.plugins.*",
                            "restyle.models.*",
                            "restyle.media",
                            "restyle.job",
                            "restyle.pipeline.networks")),
            Map.entry(
                    "restyle.pipeline.source",
                    Set.of(
                            "restyle.media",
                            "restyle.media.codec",
                            "restyle.vision",
                            "restyle.job",
                            "restyle.pipeline.flow")),
            Map.entry(
                    "restyle.pipeline.control",
                    Set.of(
                            "restyle.plugins",
                            "restyle.plugins.host",
                            "restyle.models.graph",
                            "restyle.models.vision",
                            "restyle.models.model",
                            "restyle.models.engine",
                            "restyle.models.runtime",
                            "restyle.files",
                            "restyle.media",
                            "restyle.media.codec",
                            "restyle.media.read",
                            "restyle.job",
                            "restyle.pipeline.flow")),
            Map.entry(
                    "restyle.pipeline.denoise",
                    Set.of(
                            "restyle.plugins",
                            "restyle.models.*",
                            "restyle.files",
                            "restyle.job",
                            "restyle.pipeline.flow",
                            "restyle.pipeline.networks")),
            Map.entry(
                    "restyle.pipeline.finish",
                    Set.of(
                            "restyle.plugins",
                            "restyle.plugins.host",
                            "restyle.models.graph",
                            "restyle.models.engine",
                            "restyle.models.engine.upscale",
                            "restyle.models.runtime",
                            "restyle.media",
                            "restyle.media.codec",
                            "restyle.media.read",
                            "restyle.media.write",
                            "restyle.vision",
                            "restyle.composite",
                            "restyle.deflicker",
                            "restyle.fill",
                            "restyle.colour",
                            "restyle.job",
                            "restyle.pipeline.flow")),
            Map.entry(
                    "restyle.resume",
                    Set.of(
                            "restyle.plugins.*",
                            "restyle.models.*",
                            "restyle.files",
                            "restyle.media",
                            "restyle.composite",
                            "restyle.job",
                            "restyle.pipeline.flow",
                            "restyle.pipeline.denoise")),
            Map.entry(
                    "restyle.pipeline",
                    Set.of(
                            "restyle.plugins.*",
                            "restyle.models.*",
                            "restyle.files",
                            "restyle.media.*",
                            "restyle.vision",
                            "restyle.composite",
                            "restyle.job",
                            "restyle.job.check",
                            "restyle.pipeline.*",
                            "restyle.resume")),
            Map.entry(
                    "restyle.farm",
                    Set.of(
                            "restyle.farm.claim",
                            "restyle.plugins",
                            "restyle.plugins.host",
                            "restyle.models.runtime",
                            "restyle.files",
                            "restyle.media",
                            "restyle.job",
                            "restyle.job.options",
                            "restyle.job.check",
                            "restyle.batch",
                            "restyle.pipeline",
                            "restyle.pipeline.flow",
                            "restyle.pipeline.networks")),
            Map.entry(
                    "restyle.cli.farm",
                    Set.of(
                            "restyle.plugins.host",
                            "restyle.batch",
                            "restyle.job",
                            "restyle.job.check",
                            "restyle.pipeline.networks",
                            "restyle.farm.*",
                            "restyle.cli.command",
                            "restyle.cli.report")),
            Map.entry(
                    "restyle.cli.report",
                    Set.of(
                            "restyle.batch",
                            "restyle.catalogue",
                            "restyle.files",
                            "restyle.pipeline",
                            "restyle.pipeline.flow")),
            Map.entry(
                    "restyle.cli.command",
                    Set.of(
                            "restyle.plugins.host",
                            "restyle.models.graph",
                            "restyle.models.runtime",
                            "restyle.files",
                            "restyle.media",
                            "restyle.job",
                            "restyle.job.options",
                            "restyle.batch",
                            "restyle.cli.help",
                            "restyle.cli.report")),
            Map.entry("restyle.farm.array", Set.of("restyle.job")),
            Map.entry("restyle.farm.claim", Set.of("restyle.files")),
            Map.entry("restyle.farm.submit", Set.of("restyle.files")),
            Map.entry(
                    "restyle.cli.plugins",
                    Set.of(
                            "restyle.plugins",
                            "restyle.plugins.host",
                            "restyle.files",
                            "restyle.catalogue",
                            "restyle.scaffold",
                            "restyle.index",
                            "restyle.cli.report")),
            Map.entry(
                    "restyle.cli.config",
                    Set.of("restyle.files", "restyle.job", "restyle.job.options", "restyle.cli.report")),
            Map.entry(
                    "restyle.cli.support",
                    Set.of("restyle.files", "restyle.job", "restyle.job.options", "restyle.cli.report")),
            Map.entry("restyle.cli.help", Set.of("restyle.cli.report")),
            Map.entry("restyle.cli.start", Set.of("restyle.models.runtime")),
            Map.entry("restyle.cli", Set.of("restyle.*"))));

    /** Libraries that only one package may know. */
    private static final Map<String, Set<String>> OWNERS = Map.of(
            "ai.onnxruntime", Set.of("restyle.models.runtime"),
            "org.bytedeco", Set.of("restyle.media", "restyle.vision", "restyle.preprocessors", "restyle.finishers"),
            "org.apache.commons.compress", Set.of("restyle.plugins.archive"),
            "org.pf4j.ExtensionPoint", Set.of("restyle.plugins", "restyle.plugins.host"),
            "org.pf4j.Extension",
                    Set.of("restyle.plugins", "restyle.plugins.host", "restyle.preprocessors", "restyle.finishers"),
            "org.pf4j", Set.of("restyle.plugins", "restyle.plugins.host", "restyle.preprocessors", "restyle.finishers"),
            "java.net.http", Set.of("restyle.catalogue"),
            "me.tongfei", Set.of("restyle.cli"));

    private record Source(Path file, String text) {
        String packageName() {
            Matcher m = PACKAGE.matcher(text);
            return m.find() ? m.group(1) : "";
        }

        List<String> imports() {
            return IMPORT.matcher(text).results().map(r -> r.group(1)).toList();
        }

        long lines() {
            return text.lines().count();
        }

        String name() {
            return ROOT.relativize(file).toString();
        }
    }

    private static final List<Source> MAIN = sources("src/main/java");

    @Test
    void importsFollowTheArrows() {
        List<String> wrong = new ArrayList<>();
        for (Source source : MAIN) {
            Set<String> allowed = ARROWS.get(owner(source.packageName(), ARROWS.keySet()));
            for (String imported : source.imports()) {
                String target = imported.replaceAll("\\.[A-Z].*", "");
                if (imported.startsWith("restyle.")
                        && !target.equals(source.packageName())
                        && !mayImport(target, allowed)) {
                    wrong.add(source.name() + " imports " + imported);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void everyPackageIsOnTheMap() {
        Set<String> unknown = new TreeSet<>();
        MAIN.forEach(source -> {
            if (owner(source.packageName(), ARROWS.keySet()) == null) {
                unknown.add(source.packageName());
            }
        });
        assertEquals(Set.of(), unknown);
    }

    @Test
    void librariesStayWithTheirOwners() {
        List<String> wrong = new ArrayList<>();
        for (Source source : MAIN) {
            for (String imported : source.imports()) {
                String library = owner(imported, OWNERS.keySet());
                if (library != null && !inOneOf(source.packageName(), OWNERS.get(library))) {
                    wrong.add(source.name() + " imports " + imported);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void onlyTheCommandLinePrintsAndExits() {
        List<String> wrong = MAIN.stream()
                .filter(source -> !source.packageName().startsWith("restyle.cli"))
                .filter(source -> source.text().matches("(?s).*\\bSystem\\.(out|err|exit)\\b.*"))
                .map(Source::name)
                .toList();
        assertEquals(List.of(), wrong);
    }

    /**
     * Numbers are written with western digits and a point, whatever the user's language: in names, headers, filters, tables. What is
     * thrown or told in the same statement is for people.
     */
    @Test
    void machineTextDependsOnNoLocale() {
        Pattern number = Pattern.compile("%[-#+ 0,(]*\\d*(\\.\\d+)?[dfeEgG]");
        Pattern formats = Pattern.compile("\\.formatted\\(|\\bprintf\\(|\\bString\\.format\\(");
        Pattern people = Pattern.compile("throw |Exception\\(|Failure\\(|\\bsay\\(|problems\\b.*\\.add\\("
                + "|(notices|warnings)\\b.*(accept|add)\\(|\\bnotice\\(");
        List<String> wrong = new ArrayList<>();
        for (Source source : MAIN) {
            for (String statement : source.text().split("(?<=[;{}])\\s*\\n")) {
                String line = statement.strip().replaceAll("\\s+", " ");
                boolean formatsNumber =
                        formats.matcher(line).find() && number.matcher(line).find();
                boolean inLocale =
                        line.contains("Locale.ROOT") || people.matcher(line).find();
                if (formatsNumber && !inLocale || line.matches(".*\\.to(Lower|Upper)Case\\(\\).*")) {
                    wrong.add(source.name() + ": " + line);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void onePackageNamesReplacesAndReadsFiles() {
        // Modules that restyle.files cannot be used by have each their own place.
        Set<String> owners = Set.of(
                "SafetensorsWriter",
                "SpilledTensors",
                "WeightsFile",
                "WeightsFolder",
                "OnnxFile",
                "PluginInstaller",
                "PluginHost");
        Pattern owned = Pattern.compile("Files\\s*\\.(move|createTemp\\w+)\\(|ATOMIC_MOVE|deleteOnExit|\"\\.part\"");
        Pattern text =
                Pattern.compile("Files\\s*\\.(readString|readAllLines|lines|newBufferedReader|newBufferedWriter)\\(");
        List<String> wrong = new ArrayList<>();
        for (Source source : MAIN) {
            String type = source.file().getFileName().toString().replace(".java", "");
            if (!source.packageName().equals("restyle.files") && !owners.contains(type)) {
                boolean reads = source.name().startsWith("cli") && !type.equals("PeakMemory"); // the system's own text
                if (owned.matcher(source.text()).find()
                        || reads && text.matcher(source.text()).find()) {
                    wrong.add(source.name());
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void filesStayShort() {
        List<Long> lines = MAIN.stream()
                .filter(source -> !source.name().endsWith("package-info.java"))
                .map(Source::lines)
                .sorted()
                .toList();
        List<String> tooLong = MAIN.stream()
                .filter(source -> source.lines() > 350)
                .map(Source::name)
                .toList();
        assertEquals(List.of(), tooLong);
        long median = lines.get(lines.size() / 2);
        long p95 = lines.get(lines.size() * 95 / 100);
        assertTrue(median <= 100, "median " + median);
        assertTrue(p95 <= 250, "95th percentile " + p95);
    }

    @Test
    void methodsStayShort() {
        List<Long> all = new ArrayList<>();
        List<String> tooLong = new ArrayList<>();
        for (Source source : MAIN) {
            for (Map.Entry<String, Long> method : methods(source).entrySet()) {
                all.add(method.getValue());
                if (method.getValue() > 60) {
                    tooLong.add(method.getKey() + " has " + method.getValue() + " lines");
                }
            }
        }
        assertEquals(List.of(), tooLong);
        long p95 = all.stream().sorted().toList().get(all.size() * 95 / 100);
        assertTrue(p95 <= 25, "95th percentile of " + all.size() + " methods: " + p95);
    }

    @Test
    void roomsStaySmallAndSayWhatTheyKnow() {
        Map<String, Long> files = new TreeMap<>();
        Set<String> described = new TreeSet<>();
        for (Source source : MAIN) {
            if (source.name().endsWith("package-info.java")) {
                described.add(source.packageName());
            } else {
                files.merge(source.packageName(), 1L, Long::sum);
            }
        }
        Map<String, Long> crowded = new TreeMap<>(files);
        crowded.values().removeIf(count -> count <= 25);
        assertEquals(Map.of(), crowded);
        Set<String> undescribed = new TreeSet<>(files.keySet());
        undescribed.removeAll(described);
        assertEquals(Set.of(), undescribed);
    }

    @Test
    void simpleNamesAreUnique() {
        Map<String, List<String>> places = new TreeMap<>();
        for (Source source : MAIN) {
            String simple = source.file().getFileName().toString();
            if (!simple.equals("package-info.java")) {
                places.computeIfAbsent(simple, name -> new ArrayList<>()).add(source.name());
            }
        }
        places.values().removeIf(all -> all.size() == 1);
        assertEquals(Map.of(), places);
    }

    @Test
    void namesSayWhatAClassIs() {
        List<String> wrong = MAIN.stream()
                .map(Source::name)
                .filter(name -> name.matches(".*/(Base\\w*|Abstract\\w*|\\w*(Util|Utils|Helper|Manager|Impl))\\.java"))
                .toList();
        assertEquals(List.of(), wrong);
    }

    /** Lines of each method, found by its indentation: the formatter puts members of a type at a fixed depth. */
    private static Map<String, Long> methods(Source source) {
        Map<String, Long> result = new TreeMap<>();
        List<String> lines = source.text().lines().toList();
        Pattern head = Pattern.compile("^( {4}| {8})(?! )[\\w@<>\\[\\], .?]+\\(.*");
        for (int i = 0; i < lines.size(); i++) {
            Matcher m = head.matcher(lines.get(i));
            if (m.matches() && !lines.get(i).stripTrailing().endsWith(";")) {
                int end = i;
                while (end < lines.size() && !lines.get(end).equals(m.group(1) + "}")) {
                    end++;
                }
                if (end < lines.size() && opensBody(lines, i, end)) {
                    result.put(source.name() + ":" + (i + 1), (long) end - i + 1);
                    i = end;
                }
            }
        }
        return result;
    }

    private static boolean opensBody(List<String> lines, int from, int to) {
        for (int i = from; i < to; i++) {
            String line = lines.get(i).stripTrailing();
            if (line.endsWith("{")) {
                return !line.matches(".*\\b(class|record|interface|enum)\\b.*");
            } else if (line.endsWith(";")) {
                return false;
            }
        }
        return false;
    }

    /** An arrow ends at one package, or with {@code .*} at a package and all below it. */
    private static boolean mayImport(String target, Set<String> allowed) {
        return allowed.stream()
                .anyMatch(arrow -> arrow.endsWith(".*")
                        ? inOneOf(target, Set.of(arrow.substring(0, arrow.length() - 2)))
                        : target.equals(arrow));
    }

    private static String owner(String name, Set<String> prefixes) {
        return prefixes.stream()
                .filter(prefix -> inOneOf(name, Set.of(prefix)))
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .orElse(null);
    }

    private static boolean inOneOf(String name, Set<String> packages) {
        return packages.stream().anyMatch(p -> name.equals(p) || name.startsWith(p + "."));
    }

    private static List<Source> sources(String folder) {
        try (Stream<Path> files = Files.walk(ROOT)) {
            List<Source> sources = new ArrayList<>();
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                String path = ROOT.relativize(file).toString().replace('\\', '/');
                if (path.contains("/" + folder + "/") && !path.contains("/target/") && !path.startsWith("samples/")) {
                    sources.add(new Source(file, Files.readString(file)));
                }
            }
            return sources;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
