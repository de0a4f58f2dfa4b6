package restyle.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How many files a package has, and whether it says what it is for. */
class RoomsTest {

    @Test
    void roomsStaySmallAndSayWhatTheyKnow() {
        Map<String, Long> files = new TreeMap<>();
        Set<String> described = new TreeSet<>();
        for (JavaFile file : JavaFile.MAIN) {
            if (file.isPackageInfo()) {
                described.add(file.packageName());
            } else {
                files.merge(file.packageName(), 1L, Long::sum);
            }
        }
        Map<String, Long> crowded = new TreeMap<>(files);
        crowded.values().removeIf(count -> count <= 25);
        assertEquals(Map.of(), crowded);
        Set<String> undescribed = new TreeSet<>(files.keySet());
        undescribed.removeAll(described);
        assertEquals(Set.of(), undescribed);
    }

    /** The map for people who come in by the README of the folder. */
    @Test
    void theReadmeNamesEveryRoomOfTheCommandLine() throws IOException {
        Set<String> named = new TreeSet<>();
        Pattern code = Pattern.compile("`(restyle)?(\\.[a-z.]+)`");
        for (String row : Files.readAllLines(Path.of("README.md"))) {
            if (row.startsWith("| `restyle.")) {
                StringBuilder room = new StringBuilder();
                code.matcher(row.split("\\|")[1]).results().forEach(found -> {
                    if (found.group(1) != null) {
                        room.setLength(0);
                        room.append("restyle").append(found.group(2));
                        named.add(room.toString());
                    } else {
                        named.add(room + found.group(2));
                    }
                });
            }
        }
        Set<String> rooms = new TreeSet<>();
        JavaFile.MAIN.stream()
                .filter(file -> file.name().startsWith("cli/"))
                .forEach(file -> rooms.add(file.packageName()));
        assertEquals(rooms, named);
    }
}
