package restyle.models.model;

import java.util.List;
import java.util.Optional;
import restyle.models.graph.ModelException;
import restyle.models.weights.names.NetworkKind;

/** One network of an image model, if it is there: looked at when it is first asked for, and not again. */
final class ModelPart {
    private final NetworkKind kind;
    private final Optional<NetworkFiles> files;
    private final String missing;
    private Optional<String> objection;

    /** @param missing what to say if it is not there */
    ModelPart(NetworkKind kind, Optional<NetworkFiles> files, String missing) {
        this.kind = kind;
        this.files = files;
        this.missing = missing;
    }

    /** @throws ModelException if it is not there, not whole, or of a form that is not computed here */
    NetworkFiles get() {
        Optional<String> problem = problem();
        if (problem.isPresent()) {
            throw new ModelException(problem.get());
        }
        return files.orElseThrow();
    }

    /** Returns why it cannot be used. */
    synchronized Optional<String> problem() {
        if (objection == null) {
            objection = files.isPresent() ? files.get().objection(kind) : Optional.of(missing);
        }
        return objection;
    }

    /** Returns what its settings say that has no effect. */
    List<String> notes() {
        return files.map(found -> found.notes(kind)).orElse(List.of());
    }
}
