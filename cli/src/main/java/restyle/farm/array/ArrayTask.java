package restyle.farm.array;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import restyle.job.JobException;

/**
 * Which task of an array job this process is. Nothing is guessed: an array that does not look whole is refused, since a wrong count
 * would leave segments to nobody.
 *
 * @param index from 0
 * @param count how many tasks there are, at least 1
 * @param variable that says which task this is
 */
public record ArrayTask(int index, int count, String variable) {

    private static final String AUTO = "--shard auto";

    /**
     * Finds the task of an array that says itself how long it is.
     *
     * @param environment the variables of the process
     * @throws JobException if there is no array, more than one, a part of one or one with gaps, or none that says its length
     */
    public static ArrayTask find(Map<String, String> environment) {
        ArrayPlace place = only(environment, AUTO);
        ArrayRange range = place.range()
                .orElseThrow(() -> new JobException(
                        "%s: %s says which task this is, but nothing says of how many; give --shard auto/N"
                                .formatted(AUTO, place.variable())));
        OptionalInt index = range.indexOf(place.id());
        if (index.isEmpty()) {
            throw new JobException(
                    "%s: expected a whole array that counts from 0 or 1 without gaps, found task %d of an array of %s;"
                                    .formatted(AUTO, place.id(), range)
                            + " give --shard auto/N with the N of the whole array");
        }
        return new ArrayTask(index.getAsInt(), range.tasks(), place.variable());
    }

    /**
     * Finds the task of an array whose length the user gives, which may then be a part of it. Where the array does not show its start,
     * tasks count from what its engine's users are used to: 0, or 1 on Grid Engine, LSF and GNU parallel.
     *
     * @param environment the variables of the process
     * @param count of the whole array
     * @throws JobException if there is no array, more than one, or this task is none of that many
     */
    public static ArrayTask find(Map<String, String> environment, int count) {
        String option = AUTO + "/" + count;
        ArrayPlace place = only(environment, option);
        OptionalInt whole = place.range()
                .filter(range -> range.tasks() == count)
                .map(range -> range.indexOf(place.id()))
                .orElse(OptionalInt.empty());
        long index = whole.isPresent() ? whole.getAsInt() : place.id() - place.firstByHabit();
        if (index < 0 || index >= count) {
            throw new JobException("%s: expected %s to be %d to %d, found %d"
                    .formatted(
                            option,
                            place.variable(),
                            place.firstByHabit(),
                            place.firstByHabit() + count - 1,
                            place.id()));
        }
        return new ArrayTask((int) index, count, place.variable());
    }

    private static ArrayPlace only(Map<String, String> environment, String option) {
        List<ArrayPlace> places = ArrayEngine.ALL.stream()
                .flatMap(engine -> engine.place(environment).stream())
                .toList();
        if (places.isEmpty()) {
            throw new JobException("%s: no variable of an array job is set (%s); give --shard i/N"
                    .formatted(option, ArrayEngine.variables()));
        } else if (places.size() > 1) {
            throw new JobException("%s: expected one array job, found %s; say which counts with --shard i/N"
                    .formatted(option, places.stream().map(ArrayPlace::variable).collect(Collectors.joining(" and "))));
        }
        return places.get(0);
    }
}
