package restyle.farm.array;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An engine that runs array jobs, with the variables that its tasks find.
 *
 * @param names of the variable that holds the task's number; versions of an engine differ
 * @param firstByHabit what its arrays start with where nothing else is said, 0 or 1
 * @param isSet whether such a variable means a task of an array
 * @param range the numbers of the whole array; empty where the engine does not tell them
 */
record ArrayEngine(
        List<String> names,
        int firstByHabit,
        Predicate<ArrayVariables> isSet,
        Function<ArrayVariables, Optional<ArrayRange>> range) {

    /** sbatch(1). A part of an array that is submitted again looks like an array of its own. */
    private static final ArrayEngine SLURM = named("SLURM_ARRAY_TASK_ID")
            .told(variables -> new ArrayRange(
                    variables.number("SLURM_ARRAY_TASK_MIN"),
                    variables.number("SLURM_ARRAY_TASK_MAX"),
                    variables.number("SLURM_ARRAY_TASK_STEP"),
                    variables.count("SLURM_ARRAY_TASK_COUNT")));

    /** Processes of one {@code srun}. A batch script alone is no step, whatever {@code SLURM_NTASKS} says. */
    private static final ArrayEngine SLURM_STEP = named("SLURM_PROCID")
            .only(variables -> variables.has("SLURM_STEP_NUM_TASKS") && variables.count("SLURM_STEP_NUM_TASKS") > 1)
            .told(variables -> ArrayRange.of(variables.count("SLURM_STEP_NUM_TASKS")));

    /** An Indexed Job does not tell its {@code spec.completions}. */
    private static final ArrayEngine KUBERNETES = named("JOB_COMPLETION_INDEX");

    private static final ArrayEngine AWS_BATCH = named("AWS_BATCH_JOB_ARRAY_INDEX")
            .told(variables -> ArrayRange.of(variables.count("AWS_BATCH_JOB_ARRAY_SIZE")));

    private static final ArrayEngine GOOGLE_BATCH =
            named("BATCH_TASK_INDEX").told(variables -> ArrayRange.of(variables.count("BATCH_TASK_COUNT")));

    private static final ArrayEngine CLOUD_RUN =
            named("CLOUD_RUN_TASK_INDEX").told(variables -> ArrayRange.of(variables.count("CLOUD_RUN_TASK_COUNT")));

    /** PBS Professional and OpenPBS; Torque has the second name. */
    private static final ArrayEngine PBS = named("PBS_ARRAY_INDEX", "PBS_ARRAYID");

    private static final ArrayEngine GRID_ENGINE = named("SGE_TASK_ID")
            .startingWithOne()
            .only(variables -> !variables.isText("SGE_TASK_ID", "undefined"))
            .told(variables -> ArrayRange.of(
                    variables.number("SGE_TASK_FIRST"),
                    variables.number("SGE_TASK_LAST"),
                    variables.positive("SGE_TASK_STEPSIZE")));

    /** Gaps in the list of an LSF array cannot be seen; the merge names what they leave undone. */
    private static final ArrayEngine LSF = named("LSB_JOBINDEX")
            .startingWithOne()
            .only(variables -> !variables.isText("LSB_JOBINDEX", "0"))
            .told(variables -> ArrayRange.of(
                    1,
                    variables.number("LSB_JOBINDEX_END"),
                    variables.has("LSB_JOBINDEX_STEP") ? variables.positive("LSB_JOBINDEX_STEP") : 1));

    private static final ArrayEngine GNU_PARALLEL = named("PARALLEL_SEQ").startingWithOne();

    static final List<ArrayEngine> ALL = List.of(
            SLURM, SLURM_STEP, KUBERNETES, AWS_BATCH, GOOGLE_BATCH, CLOUD_RUN, PBS, GRID_ENGINE, LSF, GNU_PARALLEL);

    private static ArrayEngine named(String... names) {
        return new ArrayEngine(List.of(names), 0, variables -> true, variables -> Optional.empty());
    }

    private ArrayEngine startingWithOne() {
        return new ArrayEngine(names, 1, isSet, range);
    }

    private ArrayEngine only(Predicate<ArrayVariables> condition) {
        return new ArrayEngine(names, firstByHabit, condition, range);
    }

    private ArrayEngine told(Function<ArrayVariables, ArrayRange> numbers) {
        return new ArrayEngine(names, firstByHabit, isSet, numbers.andThen(Optional::of));
    }

    /**
     * Returns what the variables say, or empty where this process is no task of such an array.
     *
     * @throws restyle.job.JobException if one that is needed is missing or is not a number
     */
    Optional<ArrayPlace> place(Map<String, String> environment) {
        ArrayVariables variables = new ArrayVariables(environment);
        return names.stream()
                .filter(variables::has)
                .filter(name -> isSet.test(variables))
                .findFirst()
                .map(name -> new ArrayPlace(name, variables.number(name), firstByHabit, range.apply(variables)));
    }

    /** Lists the variables that are looked for. */
    static String variables() {
        return ALL.stream().flatMap(engine -> engine.names.stream()).collect(Collectors.joining(", "));
    }
}
