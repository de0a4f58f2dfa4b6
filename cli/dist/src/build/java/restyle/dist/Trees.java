package restyle.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whole folders: copied, dated, listed. */
final class Trees {

    private Trees() {}

    /** Copies a file, or a folder with the links in it, into a place that need not exist. */
    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(
                            path,
                            target,
                            LinkOption.NOFOLLOW_LINKS,
                            StandardCopyOption.REPLACE_EXISTING,
                            StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    /** Copies the files of a folder, with what links stand for in their places. */
    static void copyFollowed(Path from, Path to) throws IOException {
        for (Path file : files(from, Files::isRegularFile)) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file.toRealPath(), target);
        }
    }

    /** Gives everything below a folder one time. */
    static void date(Path folder, FileTime time) throws IOException {
        for (Path file : files(folder, path -> !Files.isSymbolicLink(path))) {
            Files.setLastModifiedTime(file, time);
        }
    }

    /** Returns the files below a folder, in the order of their names, without links to files. */
    static List<Path> files(Path folder) throws IOException {
        return files(folder, file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
    }

    private static List<Path> files(Path folder, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(wanted).sorted().toList();
        }
    }
}
