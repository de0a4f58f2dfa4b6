package restyle.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SettingTest {

    @Test
    void readsEachTypeAsAUserWouldWriteIt() {
        assertEquals(true, Setting.flag("f", false, "").parse("yes"));
        assertEquals(7L, Setting.integer("i", 1, 0, 9, "").parse("7"));
        assertEquals(0.5, Setting.number("n", 1, 0, 1, "").parse(".5"));
        assertEquals("auto", Setting.numberOr("r", List.of("auto"), 0, 1, "").parse("auto"));
        assertEquals("low", Setting.choice("c", List.of("high", "low"), "").parse("low"));
        assertEquals("any=thing", Setting.text("t", "", "").parse("any=thing"));
        assertEquals("net.pth", Setting.model("m", "other.pth", "").parse("net.pth"));
    }

    @Test
    void saysWhatWasExpectedAndFound() {
        assertWrong("i: expected whole number 0..9, found '1.5'", Setting.integer("i", 1, 0, 9, ""), "1.5");
        assertWrong("n: expected number 0..0.5, found 'NaN'", Setting.number("n", 0, 0, 0.5, ""), "NaN");
        assertWrong(
                "r: expected number 0..1 or auto, found '2'", Setting.numberOr("r", List.of("auto"), 0, 1, ""), "2");
        assertWrong("c: expected one of a, b, found 'c'", Setting.choice("c", List.of("a", "b"), ""), "c");
    }

    @Test
    void defaultsMustFitTheirOwnRange() {
        assertThrows(IllegalArgumentException.class, () -> Setting.integer("i", 10, 0, 9, ""));
    }

    @Test
    void namesAreTypeable() {
        assertThrows(IllegalArgumentException.class, () -> Setting.flag("Safe", false, ""));
    }

    @Test
    void rangesAreInTheDigitsThatAreTyped() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertEquals("whole number 0..9", Setting.integer("i", 1, 0, 9, "").range());
            assertEquals("number 0..0.5", Setting.number("n", 0, 0, 0.5, "").range());
        } finally {
            Locale.setDefault(before);
        }
    }

    private static void assertWrong(String message, Setting setting, String value) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> setting.parse(value))
                        .getMessage());
    }
}
