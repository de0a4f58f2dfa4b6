package restyle.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        List<String> tooLong = Stream.of(JavaFile.MAIN, JavaFile.TESTS)
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
        for (JavaFile file : JavaFile.MAIN) {
            for (Map.Entry<String, Long> method : file.methods().entrySet()) {
                all.add(method.getValue());
                if (method.getValue() > 60) {
                    tooLong.add(method.getKey() + " has " + method.getValue() + " lines");
                }
            }
        }
        assertEquals(List.of(), tooLong);
        long p95 = all.stream().sorted().toList().get(all.size() * 95 / 100);
        assertTrue(p95 <= 25, "95th percentile of " + all.size() + " methods: " + p95);
    }
}
