package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.cli.FreshPlace.Outcome;

/** The distribution as users start it, on machines that have nothing but Java. */
class LauncherIT {

    private static final Path DISTRIBUTION = Path.of(System.getProperty("restyle.home"));
    private static final String MAPS = "home/.local/share/restyle/cache/maps/";
    private static final String OPTIONS = "RESTYLE_JAVA_OPTS";

    /** Short runs: what starts quickly wins. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1";

    @TempDir
    Path folder;

    private FreshPlace place;

    @BeforeEach
    void makePlace() throws IOException {
        place = FreshPlace.in(folder);
    }

    @Test
    void startedWithoutItsLauncherItSendsAndLeavesNothingEither() throws Exception {
        Outcome doctor = place.run(Map.of(), java("doctor"));
        assertEquals(0, doctor.exit(), doctor.out() + doctor.err());
        assertTrue(doctor.out().contains("ok   telemetry     none"), doctor.out());
        assertEquals(Set.of(), left());
        assertEquals(2, place.run(Map.of(), java("--no-such-option")).exit());
    }

    @Test
    void startedWithoutItsLauncherItStillEndsWhenItIsTold() throws Exception {
        makeClip("clip.mp4", 80);
        Process process = place.start(
                Map.of(),
                java(
                        "clip.mp4",
                        "-o",
                        "out.mp4",
                        "--size",
                        "source",
                        "--cuts",
                        "off",
                        "--context",
                        "4",
                        "--overlap",
                        "1"));
        Path frames = place.work().resolve(".out.mp4.restyle/frames");
        while (process.isAlive() && !(Files.exists(frames) && Files.size(frames) > 0)) {
            Thread.sleep(5);
        }
        ProcessHandle child = process.children().findFirst().orElseThrow();
        process.destroy();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals(143, process.exitValue());
        assertFalse(child.isAlive());
        assertTrue(Files.exists(frames), "what was done is kept");
    }

    @Test
    void anUpgradeUnderARunIsSaid() throws Exception {
        makeClip("clip.mp4", 80);
        Path own = Files.createDirectory(folder.resolve("own"));
        for (String name : List.of("restyle", "java.options", "lib")) {
            copy(DISTRIBUTION.resolve(name), own.resolve(name));
        }
        for (String name : List.of("natives", "models", "plugins")) {
            Files.createSymbolicLink(own.resolve(name), DISTRIBUTION.resolve(name));
        }
        Path next = folder.resolve("next");
        copy(DISTRIBUTION.resolve("lib"), next);
        List<String> command = List.of(own.resolve("restyle").toString());
        Process process =
                place.start(Map.of(OPTIONS, QUICK), command(command, "clip.mp4", "-o", "out.mp4", "--size", "source"));
        Path frames = place.work().resolve(".out.mp4.restyle/frames");
        while (process.isAlive() && !(Files.exists(frames) && Files.size(frames) > 0)) {
            Thread.sleep(5);
        }
        // Both are there before, as an upgrade has them: what Java opens in between would be missing otherwise.
        Files.move(own.resolve("lib"), folder.resolve("before"));
        Files.move(next, own.resolve("lib"));
        Outcome run = place.outcome(process);
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.err().contains(own + " was replaced or rebuilt while restyle ran from it"), run.err());
    }

    @Test
    void withoutALocaleNamesAreUnicodeAndNothingIsLeftButOutputAndMaps() throws Exception {
        makeClip("Bücher/日本 🎨 süß.mp4");
        Files.writeString(place.work().resolve("wörter.txt"), "Aquarell, Gemälde");
        Process process = place.start(
                Map.of("LC_ALL", "C", OPTIONS, QUICK + " -Duser.language=ar -Duser.country=EG"),
                launcher(
                        "Bücher",
                        "-o",
                        "gemälde",
                        "--size",
                        "source",
                        "-p",
                        "@wörter.txt",
                        "--report",
                        "bericht ä.json"));
        Outcome run = place.outcome(process);
        assertEquals(0, run.exit(), run.err());
        assertEquals(
                Set.of(
                        "home/maps",
                        "work/Bücher/日本 🎨 süß.mp4",
                        "work/bericht ä.json",
                        "work/gemälde/日本 🎨 süß.mp4",
                        "work/wörter.txt"),
                left());
        String report = Files.readString(place.work().resolve("bericht ä.json"));
        assertTrue(report.contains("日本 🎨 süß.mp4"), report);
        for (String name : List.of("mat-debug-" + process.pid() + ".log", "hsperfdata_root/" + process.pid())) {
            assertFalse(Files.exists(Path.of("/tmp", name)), name);
        }
    }

    @Test
    void lettersThatWereLostAreNotGuessed() throws Exception {
        Outcome run = place.run(Map.of("LC_ALL", "C"), java("süß.mp4", "-o", "out.mp4"));
        assertEquals(2, run.exit());
        assertOneLine("LC_ALL=C.UTF-8", run);
        assertEquals(0, place.run(Map.of("LC_ALL", "C"), java("--version")).exit());
    }

    @Test
    void tooSmallAHeapIsOneMessage() throws Exception {
        makeClip("clip.mp4");
        Outcome run = place.run(
                Map.of(OPTIONS, QUICK + " -Xmx9m"), launcher("clip.mp4", "-o", "out.mp4", "--size", "source"));
        assertEquals(75, run.exit(), run.err());
        assertOneLine("out of memory", run);
    }

    @Test
    void aMissingTemporaryFolderIsOneMessage() throws Exception {
        makeClip("clip.mp4");
        for (List<String> command :
                List.of(launcher("clip.mp4", "-o", "out.mp4", "--size", "source"), launcher("bench"))) {
            Outcome run = place.run(with("TMPDIR", "/missing"), command);
            assertEquals(2, run.exit(), run.err());
            assertOneLine("the temporary folder /missing", run);
        }
    }

    @Test
    void librariesThatCannotBeLoadedAreOneMessage() throws Exception {
        makeClip("clip.mp4");
        Path bare = Files.createDirectory(folder.resolve("bare"));
        copy(DISTRIBUTION.resolve("restyle"), bare.resolve("restyle"));
        copy(DISTRIBUTION.resolve("java.options"), bare.resolve("java.options"));
        copy(DISTRIBUTION.resolve("lib"), bare.resolve("lib"));
        Files.createSymbolicLink(bare.resolve("models"), DISTRIBUTION.resolve("models"));
        Files.createSymbolicLink(bare.resolve("plugins"), DISTRIBUTION.resolve("plugins"));
        Outcome picture = place.run(
                Map.of(OPTIONS, QUICK),
                List.of(bare.resolve("restyle").toString(), "clip.mp4", "-o", "out.mp4", "--size", "source"));
        assertEquals(3, picture.exit(), picture.err());
        assertOneLine("a library cannot be loaded here", picture);
        Files.createDirectory(bare.resolve("natives"));
        Files.createSymbolicLink(bare.resolve("natives/org"), DISTRIBUTION.resolve("natives/org"));
        Outcome network = place.run(
                Map.of(OPTIONS, QUICK),
                List.of(bare.resolve("restyle").toString(), "clip.mp4", "-o", "out.mp4", "--size", "source"));
        assertEquals(2, network.exit(), network.err());
        assertOneLine("ONNX Runtime cannot be loaded here", network);
    }

    @Test
    void aDistributionMayLieUnderAnyNameAndPrintsUtf8WithoutALocale() throws Exception {
        makeClip("süß.mp4");
        Path odd = Files.createDirectory(folder.resolve("größe 1+1 #%20"));
        copy(DISTRIBUTION, odd);
        Path link = Files.createSymbolicLink(folder.resolve("restyle"), odd.resolve("restyle"));
        Outcome run = place.run(
                with("LC_ALL", "POSIX"),
                command(List.of(link.toString()), "süß.mp4", "-o", "gemälde.mp4", "-p", "Öl", "--dry-run"));
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("Öl"), run.out());
    }

    @Test
    void aCheckoutIsBuiltOnFirstUseAndNotAgain() throws Exception {
        Path launcher = Files.createDirectory(folder.resolve("cli")).resolve("restyle");
        copy(DISTRIBUTION.resolve("restyle"), launcher);
        Path maven = Files.createDirectory(folder.resolve("bin")).resolve("mvn");
        Files.writeString(
                maven,
                "#!/bin/sh\necho \"$PWD: $*\"\nmkdir cli/target\nln -s '" + DISTRIBUTION + "' cli/target/restyle\n");
        assertTrue(maven.toFile().setExecutable(true));
        Map<String, String> withMaven = with("PATH", maven.getParent() + ":" + System.getenv("PATH"));
        Outcome first = place.run(withMaven, List.of(launcher.toString(), "--version"));
        assertEquals(0, first.exit(), first.err());
        assertTrue(first.out().startsWith("restyle "), first.out());
        assertTrue(first.err().contains(folder + ": -q -B -DskipTests package"), first.err());
        assertEquals(
                "",
                place.run(withMaven, List.of(launcher.toString(), "--version")).err());
    }

    @Test
    void anArchiveTakesItsOwnJavaAlsoThroughALink() throws Exception {
        Path archive = makeArchive();
        Files.createSymbolicLink(
                Files.createDirectory(archive.resolve("bin")).resolve("restyle"), Path.of("../restyle"));
        Path link = Files.createSymbolicLink(folder.resolve("restyle"), archive.resolve("bin/restyle"));
        Outcome run = place.run(Map.of("JAVA_HOME", "/missing"), List.of(link.toString(), "--version"));
        assertEquals(0, run.exit(), run.err());
        List<String> words = run.out().lines().toList();
        assertTrue(words.contains("-Drestyle.home=" + archive), run.out());
        assertEquals(
                List.of("-jar", archive.resolve("lib/restyle-cli.jar").toString(), "--version"),
                words.subList(words.size() - 3, words.size()));
    }

    @Test
    void aSystemThatIsTooOldOrAnotherIsOneMessage() throws Exception {
        Path archive = makeArchive();
        List<String> command = List.of(archive.resolve("restyle").toString(), "--version");
        Map<String, String> found = Map.of(
                "2.0", "",
                "2.999", "expected Linux with glibc 2.999 or newer",
                "2.999 /bin/sh", "found glibc 2.",
                "2.0 /lib/ld-of-another.so", "without /lib/ld-of-another.so");
        for (Map.Entry<String, String> needed : found.entrySet()) {
            Files.writeString(archive.resolve("glibc"), needed.getKey() + "\n");
            Outcome run = place.run(Map.of(), command);
            if (needed.getValue().isEmpty()) {
                assertEquals(0, run.exit(), run.err());
            } else {
                assertEquals(2, run.exit(), run.err());
                assertOneLine(needed.getValue(), run);
            }
        }
    }

    @Test
    void aDiskThatAllowsNoProgramsIsNotTakenForAMissingJava() throws Exception {
        Path archive = makeArchive();
        assertTrue(archive.resolve("runtime/bin/java").toFile().setExecutable(false, false));
        Outcome run =
                place.run(Map.of(), List.of("sh", archive.resolve("restyle").toString(), "--version"));
        assertEquals(2, run.exit());
        assertOneLine("runtime/bin/java may not be run", run);
    }

    @Test
    void anOldJavaIsNamed() throws Exception {
        Path old = Files.createDirectories(folder.resolve("jdk-11/bin"));
        Files.writeString(old.resolveSibling("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"11.0.2\"\n");
        Files.writeString(old.resolve("java"), "#!/bin/sh\necho a stack trace\n");
        assertTrue(old.resolve("java").toFile().setExecutable(true));
        Outcome run = place.run(Map.of("JAVA_HOME", old.getParent().toString()), launcher("--version"));
        assertEquals(2, run.exit());
        assertOneLine("is Java 11; install a JDK 17 or newer", run);
    }

    /** Makes what the launcher takes for an archive; its Java prints its arguments. */
    private Path makeArchive() throws IOException {
        Path archive = Files.createDirectories(folder.resolve("an archive"));
        copy(DISTRIBUTION.resolve("restyle"), archive.resolve("restyle"));
        Files.createDirectory(archive.resolve("lib"));
        Path java = Files.createDirectories(archive.resolve("runtime/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nfor word; do echo \"$word\"; done\n");
        assertTrue(java.toFile().setExecutable(true));
        return archive;
    }

    private void makeClip(String name) throws IOException {
        makeClip(name, 4);
    }

    private void makeClip(String name, int frames) throws IOException {
        Path clip = TestVideo.write(folder.resolve("made").resolve("clip.mp4"), 64, 48, frames);
        Path target = place.work().resolve(name);
        Files.createDirectories(target.getParent());
        Files.move(clip, target);
    }

    private static Map<String, String> with(String variable, String value) {
        return Map.of(OPTIONS, QUICK, variable, value);
    }

    private static List<String> launcher(String... arguments) {
        return command(List.of(DISTRIBUTION.resolve("restyle").toString()), arguments);
    }

    private static List<String> java(String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jar = DISTRIBUTION.resolve("lib").resolve("restyle-cli.jar").toString();
        return command(List.of(java, "-XX:-UsePerfData", QUICK, "-jar", jar), arguments);
    }

    private static List<String> command(List<String> program, String... arguments) {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        return command;
    }

    /** What is there after a run; the kept control maps are one of it, however many they are. */
    private Set<String> left() throws IOException {
        Set<String> left = new TreeSet<>();
        place.files().forEach(file -> left.add(file.startsWith(MAPS) ? "home/maps" : file));
        return left;
    }

    private static void assertOneLine(String part, Outcome run) {
        assertTrue(run.err().contains(part), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertEquals("", run.out());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
