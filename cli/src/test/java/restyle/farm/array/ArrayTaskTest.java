package restyle.farm.array;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import restyle.job.JobException;

/** Which task this is, by what engines say. Slurm's values are those that Slurm 22.05 set; the others are documented. */
class ArrayTaskTest {

    private static Map<String, String> env(String... pairs) {
        Map<String, String> result = new HashMap<>(Map.of("HOME", "/root", "PATH", "/bin"));
        for (String pair : pairs) {
            result.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return result;
    }

    private static Map<String, String> slurm(int id, int count, int min, int max, int step) {
        return env(
                "SLURM_ARRAY_JOB_ID=1",
                "SLURM_ARRAY_TASK_COUNT=" + count,
                "SLURM_ARRAY_TASK_ID=" + id,
                "SLURM_ARRAY_TASK_MAX=" + max,
                "SLURM_ARRAY_TASK_MIN=" + min,
                "SLURM_ARRAY_TASK_STEP=" + step,
                "SLURM_JOB_ID=12",
                "SLURM_PROCID=0");
    }

    private static String task(Map<String, String> environment) {
        ArrayTask task = ArrayTask.find(environment);
        return task.index() + "/" + task.count() + " " + task.variable();
    }

    private static String refusal(Map<String, String> environment) {
        JobException refused = assertThrows(JobException.class, () -> ArrayTask.find(environment));
        assertEquals(1, refused.problems().size());
        return refused.getMessage();
    }

    @Test
    void everyEngineSaysWhichTaskThisIs() {
        assertEquals("2/4 SLURM_ARRAY_TASK_ID", task(slurm(2, 4, 0, 3, 1)));
        assertEquals("3/4 SLURM_ARRAY_TASK_ID", task(slurm(4, 4, 1, 4, 1)));
        assertEquals("1/4 SLURM_ARRAY_TASK_ID", task(slurm(2, 4, 0, 6, 2)));
        assertEquals("1/2 SLURM_PROCID", task(env("SLURM_PROCID=1", "SLURM_NTASKS=2", "SLURM_STEP_NUM_TASKS=2")));
        assertEquals(
                "6/10 AWS_BATCH_JOB_ARRAY_INDEX",
                task(env("AWS_BATCH_JOB_ARRAY_INDEX=6", "AWS_BATCH_JOB_ARRAY_SIZE=10", "AWS_BATCH_JOB_ATTEMPT=1")));
        assertEquals("0/3 BATCH_TASK_INDEX", task(env("BATCH_TASK_INDEX=0", "BATCH_TASK_COUNT=3")));
        assertEquals("1/3 CLOUD_RUN_TASK_INDEX", task(env("CLOUD_RUN_TASK_INDEX=1", "CLOUD_RUN_TASK_COUNT=3")));
        assertEquals(
                "3/4 SGE_TASK_ID",
                task(env("SGE_TASK_ID=7", "SGE_TASK_FIRST=1", "SGE_TASK_LAST=8", "SGE_TASK_STEPSIZE=2")));
        assertEquals("0/5 LSB_JOBINDEX", task(env("LSB_JOBINDEX=1", "LSB_JOBINDEX_END=5")));
    }

    @Test
    void theUserSaysOfHowManyWhereTheEngineDoesNot() {
        for (String unknown : Set.of("JOB_COMPLETION_INDEX", "PBS_ARRAY_INDEX", "PBS_ARRAYID", "PARALLEL_SEQ")) {
            int first = unknown.equals("PARALLEL_SEQ") ? 1 : 0;
            Map<String, String> environment = env(unknown + "=" + (first + 2));
            assertTrue(refusal(environment).endsWith("nothing says of how many; give --shard auto/N"));
            assertEquals(new ArrayTask(2, 8, unknown), ArrayTask.find(environment, 8));
        }
    }

    /** Seen: {@code --array=2} of a larger array has one task, {@code 0,2,5} has a step of 1. */
    @Test
    void partsAndGapsAreRefusedUnlessTheWholeIsNamed() {
        assertEquals(
                "--shard auto: expected a whole array that counts from 0 or 1 without gaps, found task 2 of an array of"
                        + " 1 task, 2 to 2; give --shard auto/N with the N of the whole array",
                refusal(slurm(2, 1, 2, 2, 1)));
        assertTrue(refusal(slurm(5, 3, 0, 5, 1)).contains("3 tasks, 0 to 5"));
        assertTrue(refusal(env("SGE_TASK_ID=4", "SGE_TASK_FIRST=4", "SGE_TASK_LAST=4", "SGE_TASK_STEPSIZE=1"))
                .contains("task 4 of an array of 1 task,"));
        assertEquals(new ArrayTask(2, 8, "SLURM_ARRAY_TASK_ID"), ArrayTask.find(slurm(2, 1, 2, 2, 1), 8));
        assertEquals(new ArrayTask(5, 8, "SLURM_ARRAY_TASK_ID"), ArrayTask.find(slurm(5, 3, 0, 5, 1), 8));
        assertEquals(new ArrayTask(3, 4, "SLURM_ARRAY_TASK_ID"), ArrayTask.find(slurm(4, 4, 1, 4, 1), 4));
        JobException outside = assertThrows(JobException.class, () -> ArrayTask.find(slurm(8, 1, 8, 8, 1), 8));
        assertEquals("--shard auto/8: expected SLURM_ARRAY_TASK_ID to be 0 to 7, found 8", outside.getMessage());
    }

    @Test
    void nothingIsGuessed() {
        assertTrue(refusal(env()).contains("no variable of an array job is set (SLURM_ARRAY_TASK_ID, "));
        assertTrue(refusal(env("SGE_TASK_ID=undefined", "LSB_JOBINDEX=0")).contains("no variable of an array job"));
        // a batch script without srun has these two
        assertTrue(refusal(env("SLURM_PROCID=0", "SLURM_NTASKS=3")).contains("no variable of an array job"));
        Map<String, String> nested = slurm(1, 4, 0, 3, 1);
        nested.put("PARALLEL_SEQ", "1");
        assertTrue(refusal(nested).contains("found SLURM_ARRAY_TASK_ID and PARALLEL_SEQ; say which counts"));
        Map<String, String> steps = slurm(1, 2, 0, 1, 1);
        steps.put("SLURM_STEP_NUM_TASKS", "2");
        assertTrue(refusal(steps).contains("SLURM_ARRAY_TASK_ID and SLURM_PROCID"));
        assertTrue(refusal(env("BATCH_TASK_INDEX=1")).contains("expected BATCH_TASK_COUNT to be a whole number"));
        assertTrue(
                refusal(env("CLOUD_RUN_TASK_INDEX=x", "CLOUD_RUN_TASK_COUNT=3")).contains("found 'x'"));
        assertTrue(refusal(env("BATCH_TASK_INDEX=3", "BATCH_TASK_COUNT=3")).contains("task 3 of an array of 3"));
    }

    @Test
    void theTasksOfAnArrayAreEachNumberOnce() {
        for (int step = 1; step < 5; step++) {
            for (int first = 0; first < 2; first++) {
                Set<Integer> indices = new HashSet<>();
                for (int id = first; id <= first + 6 * step; id += step) {
                    indices.add(ArrayTask.find(slurm(id, 7, first, first + 6 * step, step))
                            .index());
                }
                assertEquals(Set.of(0, 1, 2, 3, 4, 5, 6), indices);
            }
        }
    }
}
