package restyle.job.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
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
    void setLooksOnly() throws IOException {
        write("[{name: ink, save-latents: important.doc, quality: 3, prompt: ink}]");
        List<String> problems =
                assertThrows(JobException.class, () -> Styles.of(pack)).problems();
        assertEquals(2, problems.size());
        assertTrue(problems.get(0).contains("styles.yaml: style 'ink' sets save-latents"), problems.get(0));
        write("[{name: ink, prompt: '@/etc/passwd'}]");
        String message = assertThrows(JobException.class, () -> Styles.of(pack)).getMessage();
        assertTrue(message.contains("style 'ink' names a file for its prompt"), message);
    }

    /** An option that is new is a look or it is not: put it into one of the two lists. */
    @Test
    void everyOptionIsALookOrNot() {
        List<String> others = List.of(
                "style",
                "frames",
                "noise",
                "step-noise",
                "codec",
                "quality",
                "encoder-option",
                "audio",
                "save-latents",
                "models",
                "device",
                "precision",
                "threads",
                "no-map-cache");
        Set<String> decided = new TreeSet<>(Styles.LOOKS);
        decided.addAll(others);
        assertEquals(Styles.LOOKS.size() + others.size(), decided.size(), "an option is in both lists");
        Set<String> all = new TreeSet<>();
        for (Field field : JobOptions.class.getFields()) {
            all.add(field.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
        }
        assertEquals(all, decided);
    }

    @Test
    void mayHaveAByteOrderMark() throws IOException {
        write("\uFEFF- name: ink\n  prompt: ink\n");
        assertEquals("ink", Styles.of(pack).named("ink").options().prompt);
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
