package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.cli.FreshPlace.Outcome;

/**
 * The tests of files and text once more where services and containers run: as a user without a name, whose home cannot be
 * written, without a locale, and in a language that has its own digits. A test takes part by the tag {@code environment}. The
 * launcher starts them in place of restyle, so that they have what it gives to restyle. Only root can become another user.
 */
@Tag("needs-root")
class EnvironmentIT {

    private static final String USER = "54321";

    @TempDir
    Path folder;

    private Path distribution;

    @Test
    void testsOfFilesAndTextPassAsANamelessUserWithoutALocale() throws Exception {
        FreshPlace place = FreshPlace.in(folder);
        distribution = copy(Path.of(System.getProperty("restyle.home")), folder.resolve("restyle"));
        copy(Path.of("..", "samples"), folder.resolve("samples"));
        Path java = writeJava(folder.resolve("jdk"));
        for (Path path : List.of(folder, place.home())) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r-xr-xr-x"));
        }
        for (Path path : List.of(place.work(), place.temporary())) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        Outcome tests = place.run(
                Map.of(
                        "LC_ALL",
                        "C",
                        "JAVA_HOME",
                        java.toString(),
                        "RESTYLE_JAVA_OPTS",
                        "-XX:TieredStopAtLevel=1 -Duser.language=ar -Duser.country=EG"),
                List.of(
                        "setpriv",
                        "--reuid=" + USER,
                        "--regid=" + USER,
                        "--clear-groups",
                        distribution.resolve("restyle").toString()));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertEquals(0, tests.exit(), () -> tests.out() + tests.err());
    }

    /** A Java home for the launcher: the real one, with the tests in place of the jar. */
    private Path writeJava(Path home) throws IOException {
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                for argument; do
                    shift
                    case $argument in
                        -jar | *.jar) ;;
                        *) set -- "$@" "$argument" ;;
                    esac
                done
                exec '%s' "$@" -Donnxruntime.native.path='%s' -Dorg.bytedeco.javacpp.cacheLibraries=false \\
                    -cp '%s' %s environment
                """.formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        distribution.resolve("natives"),
                        classPath(),
                        TaggedTests.class.getName()));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }

    /** The class path of this test, in copies that others may read. */
    private String classPath() throws IOException {
        List<String> copies = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (path.endsWith("natives")) {
                copies.add(distribution.resolve("natives").toString());
            } else if (Files.exists(path)) {
                Path place = folder.resolve("classes").resolve("" + copies.size());
                copies.add(copy(path, place.resolve(path.getFileName())).toString());
            }
        }
        return String.join(File.pathSeparator, copies);
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                Files.copy(path, target, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return to;
    }
}
