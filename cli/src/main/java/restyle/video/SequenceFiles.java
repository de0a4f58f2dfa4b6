package restyle.video;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of an image sequence in order.
 *
 * @param first number of the first file of a numbered sequence, 0 for any other
 * @param files at least one
 */
record SequenceFiles(long first, List<Path> files) {

    private static final Pattern RUN = Pattern.compile("\\d+|\\D+");

    /** File names as people sort them: {@code frame2} before {@code frame10}. */
    static final Comparator<Path> NATURAL = (a, b) -> compare(name(a), name(b));

    /**
     * Lists what a pattern stands for.
     *
     * @throws VideoException if that is nothing, or a numbered sequence has a gap
     */
    static SequenceFiles of(MediaPath pattern) {
        return MediaPath.isNumbered(pattern.path()) ? numbered(pattern) : matching(pattern.path());
    }

    /** Whether there is any file of a numbered sequence. */
    static boolean exist(MediaPath pattern) {
        Pattern name = MediaPath.numberPattern(pattern.path());
        return Files.isDirectory(pattern.path().toAbsolutePath().getParent())
                && siblings(pattern.path()).stream()
                        .anyMatch(file -> name.matcher(name(file)).matches());
    }

    private static SequenceFiles numbered(MediaPath pattern) {
        Pattern name = MediaPath.numberPattern(pattern.path());
        TreeMap<Long, Path> byNumber = new TreeMap<>();
        for (Path file : siblings(pattern.path())) {
            Matcher matcher = name.matcher(name(file));
            if (matcher.matches()
                    && pattern.numbered(Long.parseLong(matcher.group(1)))
                            .getFileName()
                            .equals(file.getFileName())) {
                byNumber.put(Long.parseLong(matcher.group(1)), file);
            }
        }
        if (byNumber.isEmpty()) {
            throw new VideoException(pattern + " matches no picture");
        }
        long first = byNumber.firstKey();
        for (long number = first; number <= byNumber.lastKey(); number++) {
            if (!byNumber.containsKey(number)) {
                throw new VideoException(
                        "%s is missing in the sequence %s; name the files by * to take those that are there"
                                .formatted(pattern.numbered(number), pattern));
            }
        }
        return new SequenceFiles(first, List.copyOf(byNumber.values()));
    }

    private static SequenceFiles matching(Path pattern) {
        var matcher = pattern.getFileSystem().getPathMatcher("glob:" + name(pattern));
        List<Path> files = siblings(pattern).stream()
                .filter(file -> matcher.matches(file.getFileName()))
                .sorted(NATURAL)
                .toList();
        if (files.isEmpty()) {
            throw new VideoException(pattern + " matches no picture");
        }
        return new SequenceFiles(0, files);
    }

    private static List<Path> siblings(Path pattern) {
        Path folder = pattern.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new VideoException(folder + " does not exist; the sequence " + pattern + " should be in it");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.filter(Files::isRegularFile).toList());
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
