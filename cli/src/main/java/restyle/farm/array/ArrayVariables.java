package restyle.farm.array;

import java.util.Map;
import restyle.job.JobException;

/**
 * Reads numbers from the variables of a process.
 *
 * @param environment all of them
 */
record ArrayVariables(Map<String, String> environment) {

    /** Returns whether a variable is set to something. */
    boolean has(String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }

    boolean isText(String name, String text) {
        return text.equals(environment.get(name));
    }

    /** @throws JobException if it is not a whole number from 0 on, or is not set */
    long number(String name) {
        return number(name, 0);
    }

    /** @throws JobException if it is not a whole number from 1 on, or is not set */
    long positive(String name) {
        return number(name, 1);
    }

    /** @throws JobException if it is not a number of tasks */
    int count(String name) {
        return Math.toIntExact(positive(name));
    }

    private long number(String name, int smallest) {
        String text = environment.getOrDefault(name, "").strip();
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < smallest) {
            throw new JobException("--shard auto: expected %s to be a whole number from %d on, found '%s'"
                    .formatted(name, smallest, text));
        }
        return Integer.parseInt(text);
    }
}
