package restyle.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What types are called. */
class NamesTest {

    @Test
    void simpleNamesAreUnique() {
        Map<String, List<String>> places = new TreeMap<>();
        Stream.of(JavaFile.MAIN, JavaFile.BUILD)
                .flatMap(List::stream)
                .filter(file -> !file.isPackageInfo())
                .forEach(file -> places.computeIfAbsent(file.typeName(), name -> new ArrayList<>())
                        .add(file.name()));
        places.values().removeIf(all -> all.size() == 1);
        assertEquals(Map.of(), places);
    }

    @Test
    void namesSayWhatAClassIs() {
        List<String> wrong = Stream.of(JavaFile.MAIN, JavaFile.BUILD)
                .flatMap(List::stream)
                .map(JavaFile::name)
                .filter(name -> name.matches(".*/(Base\\w*|Abstract\\w*|\\w*(Util|Utils|Helper|Manager|Impl))\\.java"))
                .toList();
        assertEquals(List.of(), wrong);
    }
}
