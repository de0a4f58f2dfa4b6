package restyle.farm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import restyle.job.JobException;

class PlanFileTest {

    @TempDir
    Path folder;

    @Test
    void readsWhatItHasWrittenAlsoFromAnotherFolder() throws IOException {
        Plan plan = SmallPlan.in(folder.resolve("here"));
        PlanFile.write(plan);
        assertEquals(plan, PlanFile.read(plan.file(), PathMap.NONE));
        assertTrue(PlanFile.isSame(plan));
        Files.move(folder.resolve("here"), folder.resolve("there"));
        assertEquals(
                SmallPlan.in(folder.resolve("there")), PlanFile.read(folder.resolve("there/plan.yaml"), PathMap.NONE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "options:                 | options: 3               | options: expected options by name, found 3",
                "input: clip.mkv          | inputs: 3                | it says no input",
                "encoder-threads: 2       | encoder-threads: two     | encoder-threads: expected a whole number",
                "encoder-threads: 2       | encoder-threads: 4294967298 | encoder-threads: expected a number up to 2147483647",
                "shown: 4                 | shown: 4294967300       | shown: expected a number up to 2147483647",
                "start: 0                 | start: 18446744073709551616 | start: expected a whole number",
                "first: 0                 | first: 1                 | its scenes do not follow each other",
                "frames: 6                | frames: 7                | its scenes do not have the frames of their clip",
                "format: restyle-plan     | format: recipe           | is no plan",
            })
    void saysWhatIsWrongWithAPlanThatWasEdited(String line, String edited, String expected) throws IOException {
        Plan plan = SmallPlan.in(folder);
        PlanFile.write(plan);
        List<String> lines = Files.readAllLines(plan.file());
        int at = (int) lines.stream().takeWhile(text -> !text.contains(line)).count();
        String indent = lines.get(at).substring(0, lines.get(at).indexOf(line));
        lines.set(at, indent + edited);
        lines.removeIf(
                text -> line.equals("options:") && text.endsWith("prompt: a cat") && text.startsWith(indent + "  "));
        Files.write(plan.file(), lines);
        JobException e = assertThrows(JobException.class, () -> PlanFile.read(plan.file(), PathMap.NONE));
        assertTrue(e.getMessage().startsWith(plan.file() + ": "), e.getMessage());
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }
}
