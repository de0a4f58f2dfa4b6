package restyle.farm.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Job files of engines: their languages take folders of any name, and what is submitted are the plan's own commands. */
class JobFilesTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @TempDir
    Path folder;

    private Path plan;
    private Submission submission;

    @BeforeEach
    void makePlan() throws IOException {
        plan = Files.createDirectories(folder.resolve("It's 10 % \"off\" $HOME é"))
                .resolve("plan.yaml");
        Path launcher = writeScript(folder.resolve("a launcher"), "printf '%s\\n' run \"$@\" >> \"$RECORD\"");
        submission = new Submission(plan, launcher.toString(), 7, 3);
    }

    private static Path writeScript(Path file, String line) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }

    private JobFiles files(String engine) {
        JobFiles files = JobFiles.of(FarmEngine.named(engine).orElseThrow(), submission);
        assertEquals(List.of(), files.write(submission, false));
        return files;
    }

    /** Runs a script where programs of the given names are scripts of one line. */
    private List<String> record(Path script, Map<String, String> programs, String... environment) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (Map.Entry<String, String> program : programs.entrySet()) {
            writeScript(bin.resolve(program.getKey()), program.getValue());
        }
        Path record = folder.resolve("record");
        ProcessBuilder builder = new ProcessBuilder("sh", script.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().put("PATH", bin + ":/usr/bin:/bin");
        builder.environment().put("RECORD", record.toString());
        for (String pair : environment) {
            builder.environment().put(pair.replaceAll("=.*", ""), pair.replaceAll("^[^=]*=", ""));
        }
        assertEquals(0, builder.start().waitFor(), () -> read(folder.resolve("log")));
        return Files.readAllLines(record);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no sh")
    void slurmSubmitsAnArrayAndTheMergeThatFollows() throws Exception {
        JobFiles files = files("slurm");
        List<String> submitted =
                record(files.script(), Map.of("sbatch", "printf '%s\\n' \"$@\" >> \"$RECORD\"; echo '41;here'"));
        assertEquals(
                List.of("--parsable", "segments.sh", "--parsable", "--dependency=afterany:41", "merge.sh"), submitted);
        String segments = read(files.folder().resolve("segments.sh"));
        assertTrue(segments.contains("\n#SBATCH --array=0-2\n"), segments);
        Files.delete(folder.resolve("record"));
        assertEquals(
                List.of("run", "run", plan.toString(), "--shard", "auto/3", "--progress", "text", "--threads", "4"),
                record(files.folder().resolve("segments.sh"), Map.of(), "SLURM_CPUS_PER_TASK=4"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no sh")
    void gnuParallelRunsEveryShareAndMerges() throws Exception {
        Map<String, String> parallel =
                Map.of("parallel", "cat > /dev/null; for last; do :; done; printf '%s\\n' \"$last\" >> \"$RECORD\"");
        assertEquals(
                List.of("text", "run", "merge", plan.toString()),
                record(files("parallel").script(), parallel));
    }

    @Test
    void kubernetesHasAnIndexedJobAndAMerge() throws IOException {
        JobFiles files = files("k8s");
        JsonNode job = YAML.readTree(files.folder().resolve("segments.yaml").toFile());
        assertEquals("restyle-it-s-10-off-home", job.at("/metadata/name").asText());
        assertEquals("Indexed", job.at("/spec/completionMode").asText());
        assertEquals(3, job.at("/spec/completions").asInt());
        JsonNode container = job.at("/spec/template/spec/containers/0");
        assertEquals(plan.toString(), container.at("/command/2").asText());
        assertEquals("auto/3", container.at("/command/4").asText());
        assertEquals(
                plan.getParent().toString(),
                container.at("/volumeMounts/0/mountPath").asText());
        JsonNode merge = YAML.readTree(files.folder().resolve("merge.yaml").toFile());
        assertEquals(
                plan.toString(),
                merge.at("/spec/template/spec/containers/0/args/1").asText());
    }

    @Test
    void openJobDescriptionAndFlamencoCountSegments() throws IOException {
        JsonNode template =
                YAML.readTree(files("openjd").folder().resolve("template.yaml").toFile());
        List<String> defaults = new ArrayList<>();
        template.get("parameterDefinitions")
                .forEach(parameter -> defaults.add(parameter.path("default").asText()));
        assertEquals(List.of("", submission.restyle(), "0-6", "3"), defaults);
        JsonNode job = new ObjectMapper()
                .readTree(files("flamenco").folder().resolve("job.json").toFile());
        assertEquals(plan.toString(), job.at("/settings/plan").asText());
        assertEquals("0-6", job.at("/settings/segments").asText());
        assertEquals(3, job.at("/settings/segments_per_task").asInt());
    }

    @Test
    void whatIsThereMayHaveBeenEditedAndIsKept() throws IOException {
        JobFiles files = files("k8s");
        Path edited = files.folder().resolve("merge.yaml");
        Files.writeString(edited, "mine");
        assertEquals(3, files.write(submission, false).size());
        assertEquals("mine", Files.readString(edited));
        assertEquals(List.of(), files.write(submission, true));
        assertTrue(read(edited).contains("kind: Job"));
    }

    @Test
    void everyTemplateIsFilled() throws IOException {
        for (FarmEngine engine : FarmEngine.ALL) {
            for (String file : engine.files()) {
                String text = read(files(engine.name()).folder().resolve(file));
                assertTrue(!text.matches("(?s).*@[a-zA-Z]+@.*"), file);
                Files.delete(JobFiles.of(engine, submission).folder().resolve(file));
                engine.files()
                        .forEach(other -> JobFiles.of(engine, submission)
                                .folder()
                                .resolve(other)
                                .toFile()
                                .delete());
            }
        }
    }

    @Test
    void aPlanHasOneTaskForEachSegmentAtMost() {
        assertEquals(1000, Submission.defaultShards(5000));
        for (int shards : List.of(0, 8)) {
            assertThrows(IllegalArgumentException.class, () -> new Submission(plan, "restyle", 7, shards));
        }
    }

    @Test
    void aClientIsLookedForOnThePath() throws IOException {
        JobFiles files = files("openjd");
        Path bin = Files.createDirectories(folder.resolve("bin"));
        assertTrue(files.client(bin + File.pathSeparator).isEmpty());
        Path client = writeScript(bin.resolve("openjd"), "true");
        assertEquals(client, files.client("/nowhere" + File.pathSeparator + bin).orElseThrow());
    }
}
