package restyle.batch;

import java.io.IOException;
import java.util.regex.Pattern;
import restyle.files.FileFailure;
import restyle.media.VideoException;

/**
 * Tells failures that the same job may not meet again, later or on another machine: memory that ran out, a device that was lost, a full
 * disk, a shared folder that went away. What is wrong with the job itself fails every time.
 */
public final class TemporaryFailure {

    private static final Pattern DISK = Pattern.compile(
            "no space left on device|disk quota exceeded|not enough space on the disk|stale (nfs )?file handle",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern MEMORY = Pattern.compile(
            "cannot allocate memory|insufficient memory|out of memory|bad_alloc|bad allocation|failed to allocate memory"
                    + "|status_alloc_failed",
            Pattern.CASE_INSENSITIVE);

    /** As CUDA's and DirectX's own texts say it. */
    private static final Pattern DEVICE = Pattern.compile(
            "unspecified launch failure|launch timed out|uncorrectable ecc error|busy or unavailable|device (was )?lost"
                    + "|gpu (is|has been) lost|device.removed|device.hung",
            Pattern.CASE_INSENSITIVE);

    private TemporaryFailure() {}

    /** Returns whether a retry may cure what was thrown, or what caused it. */
    public static boolean is(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isOne(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOne(Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            return !String.valueOf(cause.getMessage()).contains("array size"); // no machine has more
        }
        String reason = reason(cause);
        return DISK.matcher(reason).find()
                || MEMORY.matcher(reason).find()
                || DEVICE.matcher(reason).find();
    }

    /** Returns what the system or a library said, without the names of files that our own messages begin with. */
    private static String reason(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof IOException io) {
            return FileFailure.reason(io);
        } else if (cause instanceof VideoException) {
            return message.substring(message.lastIndexOf(": ") + 1);
        }
        boolean library = cause.getClass().getName().startsWith("ai.onnxruntime.")
                || cause.getClass() == RuntimeException.class; // what JavaCPP makes of exceptions in C++
        return library ? message : "";
    }
}
