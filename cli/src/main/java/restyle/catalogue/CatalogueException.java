package restyle.catalogue;

/** A model could not be listed, fetched or checked; the message says which, why, and what to do, for users. */
public final class CatalogueException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public CatalogueException(String message) {
        super(message);
    }

    public CatalogueException(String message, Throwable cause) {
        super(message, cause);
    }
}
