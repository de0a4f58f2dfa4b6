package restyle.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceFilesTest {

    /** Full-width digits, Arabic-Indic ones, digits beyond U+FFFF: each more than once at the start of a name, where a number may be. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "f1.png f2.png f10.png",
                "1.png 01a.png 2.png 10.png",
                "\uFF11.png \uFF12.png \uFF11\uFF10.png",
                "\u0661a.png \u0662a.png \u0661\u0660a.png",
                "\uFF11.png 2.png \uFF13.png 10.png",
                "\uD835\uDFCF.png \uD835\uDFD0.png"
            })
    void sortsNumbersInNamesAsNumbersInDigitsOfAnyScript(String names) {
        List<Path> sorted = Stream.of(names.split(" ")).map(Path::of).toList();
        List<Path> reversed = new ArrayList<>(sorted);
        Collections.reverse(reversed);
        assertEquals(sorted, reversed.stream().sorted(SequenceFiles.NATURAL).toList());
    }
}
