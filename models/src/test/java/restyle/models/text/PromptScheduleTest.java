package restyle.models.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import restyle.models.text.PromptSchedule.Mix;

class PromptScheduleTest {

    @Test
    void mixesTheTextsOfTheFramesAround() {
        PromptSchedule schedule = PromptSchedule.parse("8: spring\n\n 24 : autumn\n 40: winter");
        assertEquals(new Mix("spring", "spring", 0), schedule.at(0, 1));
        assertEquals(new Mix("spring", "autumn", 0), schedule.at(8, 1));
        assertEquals(new Mix("spring", "autumn", 0.25), schedule.at(12, 3));
        assertEquals(new Mix("autumn", "winter", 0), schedule.at(24, 1));
        assertEquals(new Mix("winter", "winter", 0), schedule.at(1000, 1));
        assertTrue(schedule.changesWithinScenes());
        assertEquals(List.of("spring", "autumn", "winter"), schedule.texts());
    }

    @Test
    void aSceneKeepsItsTextUntilAnotherHasOne() {
        PromptSchedule schedule = PromptSchedule.parse("scene 2: forest\nScene 4: sea");
        assertEquals("forest", schedule.at(0, 1).from());
        assertEquals("forest", schedule.at(99, 3).from());
        assertEquals("sea", schedule.at(99, 7).to());
        assertFalse(schedule.changesWithinScenes());
    }

    @Test
    void aSceneWithATextIsNotTouchedByTheFrames() {
        PromptSchedule schedule = PromptSchedule.parse("a city\nin rain\nscene 2: forest\n10: snow");
        assertEquals(new Mix("a city in rain", "snow", 0.5), schedule.at(5, 1));
        assertEquals(new Mix("forest", "forest", 0), schedule.at(5, 2));
        assertEquals("snow", schedule.at(12, 3).from());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a cat", "ratio 16:9, (cat:1.2)", "two\nlines: 3", "a1: b"})
    void anythingElseIsOnePrompt(String text) {
        assertEquals(PromptSchedule.constant(text), PromptSchedule.parse(text));
        assertEquals(text, PromptSchedule.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0: a\n5: b", "scene 1: x\nscene 3: y", "0: a\nscene 2: y", "7: a\nscene 2:"})
    void isWrittenAsItIsRead(String text) {
        assertEquals(
                PromptSchedule.parse(text),
                PromptSchedule.parse(PromptSchedule.parse(text).toString()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0: a;and b  | line 2: expected 'FRAME: text' or 'scene N: text', as in the lines before it, found 'and b'
                    3: a;3: b   | line 2: this frame or scene has a text already: '3: b'
                    x;0: b      | frame 0 has a text already, from the lines before the first 'FRAME: text'
                    scene 0: x;scene 1: y | there is no scene 0; the first scene is 1
                    """)
    void saysWhichLineIsWrong(String lines, String message) {
        String text = lines.replace(';', '\n');
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> PromptSchedule.parse(text))
                        .getMessage());
    }
}
