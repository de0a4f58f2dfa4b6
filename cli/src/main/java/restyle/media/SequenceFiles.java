package restyle.media;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The files of an image sequence in order.
 *
 * @param first number of the first file of a numbered sequence, 0 for any other
 * @param files at least one
 */
public record SequenceFiles(long first, List<Path> files) {

    /** Digits of any script count as such: Japanese programs number files with full-width ones. */
    private static final Pattern RUN = Pattern.compile("\\p{Nd}+|\\P{Nd}+");

    /** File names as people sort them: {@code frame2} before {@code frame10}. */
    static final Comparator<Path> NATURAL = (a, b) -> compare(name(a), name(b));

    /**
     * Lists what a pattern stands for.
     *
     * @throws VideoException if that is nothing, or a numbered sequence has a gap
     */
    public static SequenceFiles of(MediaPath source) {
        SequencePattern pattern = new SequencePattern(source.pattern());
        return pattern.isNumbered() ? numbered(source, pattern) : matching(source);
    }

    /** Lists the pictures of a directory as people sort them; those that are hidden are left out. */
    static List<Path> pictures(MediaPath directory) {
        return files(directory).stream()
                .filter(file -> MediaPath.namesPicture(file) && !name(file).startsWith("."))
                .sorted(NATURAL)
                .toList();
    }

    /** Returns whether there is any file of a numbered sequence. */
    static boolean exist(MediaPath target) {
        SequencePattern pattern = new SequencePattern(target.pattern());
        return Files.isDirectory(target.path())
                && files(target).stream()
                        .anyMatch(file -> pattern.number(name(file)).isPresent());
    }

    /** Lists the files of a numbered sequence that are there, also those of other letter case where that makes no difference. */
    static List<Path> replaced(MediaPath target) {
        SequencePattern pattern = new SequencePattern(target.pattern());
        if (!Files.isDirectory(target.path())) {
            return List.of();
        }
        return files(target).stream()
                .flatMapToLong(file -> pattern.numberIgnoringCase(name(file)).stream())
                .distinct()
                .mapToObj(number -> target.path().resolve(pattern.name(number)))
                .filter(Files::exists)
                .toList();
    }

    private static SequenceFiles numbered(MediaPath source, SequencePattern pattern) {
        TreeMap<Long, Path> byNumber = new TreeMap<>();
        for (Path file : files(source)) {
            pattern.number(name(file)).ifPresent(number -> byNumber.put(number, file));
        }
        if (byNumber.isEmpty()) {
            throw new VideoException(source + " matches no image");
        }
        long first = byNumber.firstKey();
        for (long number = first; number <= byNumber.lastKey(); number++) {
            if (!byNumber.containsKey(number)) {
                throw new VideoException(
                        "%s is missing from the sequence %s; use * in place of the number to take the files that exist"
                                .formatted(source.path().resolve(pattern.name(number)), source));
            }
        }
        return new SequenceFiles(first, List.copyOf(byNumber.values()));
    }

    private static SequenceFiles matching(MediaPath source) {
        PathMatcher matcher = matcher(source);
        boolean hidden = source.pattern().startsWith("."); // a shell's wildcards do not match a dot in front either
        List<Path> files = files(source).stream()
                .filter(file -> hidden || !name(file).startsWith("."))
                .filter(file -> matcher.matches(file.getFileName()))
                .sorted(NATURAL)
                .toList();
        if (files.isEmpty()) {
            throw new VideoException(source + " matches no image");
        }
        return new SequenceFiles(0, files);
    }

    private static PathMatcher matcher(MediaPath source) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + source.pattern());
        } catch (PatternSyntaxException e) {
            throw new VideoException("%s is not a pattern: %s".formatted(source, e.getDescription()), e);
        }
    }

    private static List<Path> files(MediaPath source) {
        Path folder = source.path();
        if (!Files.isDirectory(folder)) {
            throw new VideoException("%s: the folder %s does not exist".formatted(source, folder));
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new VideoException(folder + " cannot be listed: " + e.getMessage(), e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static int compare(String a, String b) {
        Matcher left = RUN.matcher(a);
        Matcher right = RUN.matcher(b);
        while (left.find()) {
            if (!right.find()) {
                return 1;
            }
            int order = compareRuns(left.group(), right.group());
            if (order != 0) {
                return order;
            }
        }
        return right.find() ? -1 : a.compareTo(b);
    }

    private static int compareRuns(String a, String b) {
        boolean numbers = Character.isDigit(a.charAt(0)) && Character.isDigit(b.charAt(0));
        return numbers ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
    }
}
