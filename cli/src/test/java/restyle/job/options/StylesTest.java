package restyle.job.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.job.JobException;

@Tag("environment")
class StylesTest {

    @TempDir
    Path pack;

    @Test
    void areReadWithAnyOptionOfAJob() throws IOException {
        write("""
                - name: pencil sketch
                  prompt: pencil sketch of a person
                  steps: 2
                  noise-type: constant
                  deflicker: 2
                  control: ["tile,net=controlnet_tile"]
                """);
        Style style = Styles.of(pack).named("Pencil-Sketch");
        assertEquals("pencil sketch", style.name());
        assertEquals(2, style.options().steps);
        assertEquals("constant", style.options().noiseType);
        assertEquals(2, style.options().deflicker);
        assertEquals(List.of("tile,net=controlnet_tile"), style.options().control);
        assertNull(style.options().seed);
    }

    @Test
    void listTheNamesThatExistWhereOneDoesNot() throws IOException {
        write("[{name: ink}, {name: oil}]");
        var error = assertThrows(
                IllegalArgumentException.class, () -> Styles.of(pack).named("chalk"));
        assertEquals("no style 'chalk'; available are: ink, oil", error.getMessage());
    }

    @Test
    void nameTheFileAndTheKeyWhereOneIsUnknown() throws IOException {
        write("[{name: ink, stepz: 2}]");
        String message = assertThrows(JobException.class, () -> Styles.of(pack)).getMessage();
        assertTrue(message.contains("styles.yaml") && message.contains("stepz"), message);
    }

    @Test
    void layOneSetOfOptionsOverAnother() {
        JobOptions lower = new JobOptions();
        lower.steps = 2;
        lower.prompt = "ink";
        JobOptions upper = new JobOptions();
        upper.steps = 4;
        JobOptions both = OptionLayers.over(upper, lower);
        assertEquals(4, both.steps);
        assertEquals("ink", both.prompt);
        assertNull(both.seed);
    }

    private void write(String yaml) throws IOException {
        Files.writeString(pack.resolve("styles.yaml"), yaml);
    }
}
