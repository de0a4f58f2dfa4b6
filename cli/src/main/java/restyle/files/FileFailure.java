package restyle.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Something could not be done with a file; the message names it and says why, for users. */
public final class FileFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * @param path the file as the user knows it
     * @param what for example {@code "cannot be written"}
     */
    public FileFailure(Path path, String what, IOException cause) {
        this(path + " " + what, cause);
    }

    /** @param what for example {@code "cannot keep finished frames in /films"} */
    public FileFailure(String what, IOException cause) {
        super(what + ": " + reason(cause), cause);
    }

    /** Says why an operation failed, without the path that Java's own messages consist of. */
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        } else if (e instanceof NoSuchFileException) {
            return "it does not exist";
        } else if (e instanceof FileAlreadyExistsException) {
            return "it exists already";
        } else if (e instanceof NotDirectoryException) {
            return "it is not a folder";
        } else if (e instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
