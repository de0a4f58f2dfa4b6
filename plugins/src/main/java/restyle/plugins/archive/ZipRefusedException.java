package restyle.plugins.archive;

import java.io.IOException;

/** A zip that is not unpacked; the message names it and says why, for users. */
public final class ZipRefusedException extends IOException {

    private static final long serialVersionUID = 1;

    ZipRefusedException(String message) {
        super(message);
    }

    ZipRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
