package restyle.dist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import restyle.files.FolderTree;

/** A Java runtime that somebody else has put together, for any system. */
record GivenRuntime(Path from) {

    /** What a whole runtime may have, and nobody needs who only starts restyle. */
    private static final List<String> UNUSED = List.of("include", "jmods", "man", "lib/src.zip", "lib/ct.sym");

    /**
     * Copies it, without what is not needed.
     *
     * @throws IllegalArgumentException if it is none, too old, or without one of the modules
     */
    void copy(Path to, List<String> modules) throws IOException {
        check(modules);
        Trees.copy(from, to);
        for (String unused : UNUSED) {
            FolderTree.delete(to.resolve(unused));
        }
        try (Stream<Path> programs =
                Stream.concat(Files.list(to.resolve("bin")), Stream.of(to.resolve("lib/jspawnhelper")))) {
            for (Path program : programs.filter(Files::exists).toList()) {
                if (!program.toFile().setExecutable(true, false)) { // a zip may not say it
                    throw new IOException(program + " cannot be made executable");
                }
            }
        }
    }

    private void check(List<String> modules) throws IOException {
        Path release = from.resolve("release");
        if (!Files.exists(release)) {
            throw new IllegalArgumentException(
                    "dist.runtime: " + from + " is no Java runtime: it has no file 'release'");
        }
        Properties facts = new Properties();
        try (InputStream text = Files.newInputStream(release)) {
            facts.load(text);
        }
        String version = facts.getProperty("JAVA_VERSION", "0").replace("\"", "");
        Set<String> missing = new TreeSet<>(modules);
        missing.removeAll(
                List.of(facts.getProperty("MODULES", "").replace("\"", "").split(" ")));
        if (Runtime.Version.parse(version).feature() < 17 || !missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "dist.runtime: expected Java 17 or newer with all of %s; %s is Java %s without %s"
                            .formatted(modules, from, version, missing));
        }
    }
}
