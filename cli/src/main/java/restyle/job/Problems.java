package restyle.job;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import restyle.media.VideoException;
import restyle.models.graph.ModelException;

/** Everything that is wrong with a job, collected so that it can be said at once. */
public final class Problems {

    private final List<String> found = new ArrayList<>();

    /** Notes a problem: option or file, what was expected, what was found, what to do. */
    public void add(String problem) {
        note(problem);
    }

    /** Two looks at one file may find the same. */
    private void note(String problem) {
        if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    /**
     * Runs a check that throws {@link IllegalArgumentException}, {@link ModelException}, {@link VideoException} or
     * {@link UncheckedIOException} with a message for users where something is wrong, and notes its message behind {@code where}, which
     * may be empty.
     */
    public <T> Optional<T> check(String where, Supplier<T> step) {
        try {
            return Optional.ofNullable(step.get());
        } catch (JobException e) {
            e.problems().forEach(this::note);
        } catch (IllegalArgumentException | ModelException | VideoException e) {
            note(where.isEmpty() ? e.getMessage() : where + ": " + e.getMessage());
        } catch (UncheckedIOException e) {
            note((where.isEmpty() ? "" : where + ": ") + e.getMessage() + ": "
                    + e.getCause().getMessage());
        }
        return Optional.empty();
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** @throws JobException with all problems, if there are any */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw exception();
        }
    }

    /** Returns all problems as an exception, to be thrown. */
    public JobException exception() {
        return new JobException(found);
    }
}
