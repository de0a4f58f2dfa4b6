package restyle.models.graph;

/**
 * A model file, a tensor or a device cannot be used. The message is for users: what, where (file, tensor, option), what was expected,
 * what was found, what to do.
 */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
