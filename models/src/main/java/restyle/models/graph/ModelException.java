package restyle.models.graph;

/**
 * A model file, a tensor or a device cannot be used. The message is for users: what, where (file, tensor, option), what was expected,
 * what was found, what to do. It is one line of printable characters, whatever the names in a file are made of.
 */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ModelException(String message) {
        super(PrintableText.of(String.valueOf(message)));
    }

    public ModelException(String message, Throwable cause) {
        super(PrintableText.of(String.valueOf(message)), cause);
    }
}
