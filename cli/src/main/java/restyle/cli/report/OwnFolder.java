package restyle.cli.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/**
 * The folder that this process runs from, which an upgrade may replace under it. Java has its classes open, but not yet all that a run will
 * read from there, so that what follows may be of two versions.
 */
public final class OwnFolder {

    private static volatile Optional<OwnFolder> watched = Optional.empty();

    private final Path folder;
    private final Path program;
    private final List<Object> before;

    private OwnFolder(Path folder) {
        this.folder = folder;
        program = folder.resolve("lib").resolve("restyle-cli.jar");
        before = facts(program);
    }

    /** Remembers what is there now; a folder without the program, as tests have it, is not looked at again. */
    public static void watch(Path distribution) {
        watched = Optional.of(new OwnFolder(distribution)).filter(own -> !own.before.isEmpty());
    }

    /** Says that the folder is not what it was; empty if it is. */
    public static Optional<String> change() {
        return watched.filter(own -> !own.before.equals(facts(own.program)))
                .map(own -> own.folder + " was replaced or rebuilt while restyle ran from it");
    }

    private static List<Object> facts(Path file) {
        try {
            BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(String.valueOf(facts.fileKey()), facts.size(), facts.lastModifiedTime());
        } catch (IOException e) {
            return List.of(); // it is gone
        }
    }
}
