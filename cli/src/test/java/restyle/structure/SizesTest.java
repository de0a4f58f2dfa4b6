package restyle.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How long files and methods are. */
class SizesTest {

    @Test
    void filesStayShort() {
        List<Long> lines = JavaFile.MAIN.stream()
                .filter(file -> !file.isPackageInfo())
                .map(JavaFile::lines)
                .sorted()
                .toList();
        assertFalse(JavaFile.BUILD.isEmpty());
        List<String> tooLong = Stream.of(JavaFile.MAIN, JavaFile.TESTS, JavaFile.BUILD)
                .flatMap(List::stream)
                .filter(file -> file.lines() > 350)
                .map(JavaFile::name)
                .toList();
        assertEquals(List.of(), tooLong);
        long median = lines.get(lines.size() / 2);
        long p95 = lines.get(lines.size() * 95 / 100);
        assertTrue(median <= 100, "median " + median);
        assertTrue(p95 <= 250, "95th percentile " + p95);
    }

    @Test
    void methodsStayShort() {
        List<Long> all = new ArrayList<>();
        List<String> tooLong = new ArrayList<>();
        Stream.of(JavaFile.MAIN, JavaFile.BUILD)
                .flatMap(List::stream)
                .flatMap(file -> file.methods().entrySet().stream())
                .forEach(method -> {
                    all.add(method.getValue());
                    if (method.getValue() > 60) {
                        tooLong.add(method.getKey() + " has " + method.getValue() + " lines");
                    }
                });
        assertEquals(List.of(), tooLong);
        long p95 = all.stream().sorted().toList().get(all.size() * 95 / 100);
        assertTrue(p95 <= 25, "95th percentile of " + all.size() + " methods: " + p95);
    }
}
