package restyle.batch;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;
import restyle.files.LocalPath;
import restyle.media.MediaPath;

/**
 * A pattern of names, such as {@code clips/*.mov} or {@code clips\**\*.mov}. Taken apart as text: Windows has no paths with wildcards.
 *
 * @param text as the user typed it
 * @param folder what comes before the first part with a wildcard, taken as it is
 * @param parts the rest, with {@code /}
 */
record ClipPattern(String text, Path folder, String parts) {

    /** Returns whether a text has wildcards. */
    static boolean isPattern(String text) {
        return text.contains("*") || text.contains("?");
    }

    static ClipPattern parse(String text) {
        String unix = text.replace('\\', '/');
        int wildcard = (int) unix.chars().takeWhile(c -> c != '*' && c != '?').count();
        String base = unix.substring(0, unix.lastIndexOf('/', wildcard) + 1);
        return new ClipPattern(text, LocalPath.of(base), unix.substring(base.length()));
    }

    /** Returns how many folders deep files can match. */
    int depth() {
        return parts.contains("**") ? Integer.MAX_VALUE : parts.split("/").length;
    }

    /**
     * Picks the files that match; only videos, unless the pattern itself names an ending.
     *
     * @throws java.util.regex.PatternSyntaxException if a bracket is left open
     */
    List<Path> matching(List<Path> files) {
        // A shell's ** also stands for no folder at all.
        List<PathMatcher> matchers = Stream.of(parts, parts.replace("**/", ""))
                .distinct()
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();
        boolean namesKind = parts.lastIndexOf('.') > parts.lastIndexOf('*');
        return files.stream()
                .filter(file -> namesKind || MediaPath.namesVideo(file))
                .filter(file -> matchers.stream().anyMatch(matcher -> matcher.matches(folder.relativize(file))))
                .toList();
    }
}
