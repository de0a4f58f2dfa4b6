package restyle.farm.array;

import java.util.Optional;

/**
 * What an engine says of a task.
 *
 * @param variable that holds the number
 * @param id the task's number, as the engine counts
 * @param firstByHabit what arrays of this engine start with where nothing else is said, 0 or 1
 * @param range the numbers of the whole array, where the engine tells them
 */
record ArrayPlace(String variable, long id, int firstByHabit, Optional<ArrayRange> range) {}
