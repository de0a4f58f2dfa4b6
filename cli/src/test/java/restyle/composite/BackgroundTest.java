package restyle.composite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackgroundTest {

    @Test
    void readsWordsColoursAndPaths() {
        assertEquals(new Background.Generated(), Background.parse("generated"));
        assertEquals(new Background.Source(), Background.parse("Source"));
        assertEquals(new Background.Colour(255, 128, 10), Background.parse("#ff800A"));
        assertEquals(new Background.Media("sky.mp4"), Background.parse("sky.mp4"));
        assertEquals(new Background.Media("./source"), Background.parse("./source"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"generated", "source", "#0a0b0c", "clouds/%05d.png"})
    void writesWhatItReads(String text) {
        assertEquals(text, Background.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "#fff", "#12345g", "#1234567"})
    void refusesWhatIsNoneOfThem(String text) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> Background.parse(text));
        assertEquals(
                "background: expected source, generated, a colour #rrggbb, or an image or video, found '" + text + "'",
                e.getMessage());
    }

    @Test
    void allButTheGeneratedOneNeedAMatte() {
        assertFalse(Background.parse("generated").needsMatte());
        assertTrue(Background.parse("source").needsMatte());
        assertTrue(Background.parse("#000000").needsMatte());
        assertTrue(Background.parse("sky.png").needsMatte());
    }
}
