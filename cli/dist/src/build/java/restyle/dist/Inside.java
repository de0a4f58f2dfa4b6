package restyle.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The list of what is inside, and under which licence: see the head of the file.
 *
 * @param lines those for the platform
 */
record Inside(List<Line> lines) {

    /** Names of one kind and their texts; switches that add nothing have none. */
    record Line(String kind, List<String> texts, List<String> names) {

        boolean has(String name) {
            return names.stream()
                    .anyMatch(own ->
                            own.endsWith("*") ? name.startsWith(own.substring(0, own.length() - 1)) : name.equals(own));
        }
    }

    static Inside read(Path file, String platform) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] sides = line.split(":", 2);
            List<String> left = List.of(sides[0].strip().split("\\s+"));
            String[] kind = left.get(0).split("@", 2);
            if (kind.length == 1 || Stream.of(kind[1].split(",")).anyMatch(platform::startsWith)) {
                lines.add(new Line(
                        kind[0],
                        left.subList(1, left.size()),
                        List.of(sides[1].strip().split("\\s+"))));
            }
        }
        return new Inside(lines);
    }

    Optional<List<String>> texts(String kind, String name) {
        return lines.stream()
                .filter(line -> line.kind.equals(kind) && line.has(name))
                .findFirst()
                .map(Line::texts);
    }

    List<String> libraries() {
        return lines.stream()
                .filter(line -> line.kind.equals("library"))
                .flatMap(line -> line.names.stream())
                .toList();
    }

    /** Names a library as all systems do: {@code libavutil.so.60}, {@code libavutil.60.dylib} and {@code avutil-60.dll} are avutil. */
    static String name(Path file) {
        return file.getFileName()
                .toString()
                .replaceAll("^lib|\\.dylib$|\\.dll$|\\.so(\\.[0-9.]+)?$", "")
                .replaceAll("^(opencv_.*?)[-.]?[0-9]{3,}$", "$1")
                .replaceAll("[-.][0-9.]+$", "");
    }
}
