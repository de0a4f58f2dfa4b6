package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import restyle.files.FolderTree;

/**
 * The class path of {@link ChildRun}s, and their classes as they lie in memory, which takes a third off each start. Java keeps them only
 * for jars: folders of classes are packed, once for each process that runs tests.
 */
final class ChildClasses {

    /** Short runs: what starts quickly wins. */
    private static final List<String> QUICK =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData");

    private static List<String> options = List.of();

    private ChildClasses() {}

    /** Returns Java's options for a child, its class path among them. */
    static synchronized List<String> options() throws IOException, InterruptedException {
        if (options.isEmpty()) {
            Path folder = Files.createTempDirectory("restyle-children-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            options = make(folder);
        }
        return options;
    }

    private static List<String> make(Path folder) throws IOException, InterruptedException {
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            boolean isLeftOut = entry.isEmpty() || path.endsWith("natives"); // which it finds by its home
            if (Files.isRegularFile(path)) {
                jars.add(entry);
            } else if (Files.isDirectory(path) && !isLeftOut) {
                jars.add(pack(path, folder.resolve(jars.size() + ".jar")).toString());
            }
        }
        List<String> all = new ArrayList<>(QUICK);
        all.addAll(List.of("-cp", String.join(File.pathSeparator, jars)));
        Path archive = folder.resolve("classes.jsa");
        archive(all, folder, archive);
        all.add("-XX:SharedArchiveFile=" + archive);
        return List.copyOf(all);
    }

    /** Restyles a clip in a process that keeps its classes at its end. */
    private static void archive(List<String> java, Path folder, Path archive) throws IOException, InterruptedException {
        Path clip = TestVideo.write(folder.resolve("clip.mp4"), 32, 24, 2);
        List<String> command = new ArrayList<>(java);
        command.add("-XX:ArchiveClassesAtExit=" + archive);
        List<String> arguments =
                List.of(clip.toString(), "-o", folder.resolve("styled.mp4").toString(), "--size", "source");
        ChildRun run = ChildRun.start(folder, List.of(), command, arguments);
        assertEquals(0, run.process().waitFor(), run::said);
    }

    private static Path pack(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> all = Files.walk(classes)) {
            out.setLevel(Deflater.NO_COMPRESSION);
            for (Path path : all.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(
                        new ZipEntry(classes.relativize(path).toString().replace(File.separatorChar, '/')));
                Files.copy(path, out);
            }
        }
        return jar;
    }

    private static void delete(Path folder) {
        try {
            FolderTree.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
