package restyle.media;

/** A video or image that cannot be read or written. The message is for users: which file, what is wrong, what to do. */
public final class VideoException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public VideoException(String message) {
        super(message);
    }

    public VideoException(String message, Throwable cause) {
        super(message, cause);
    }
}
