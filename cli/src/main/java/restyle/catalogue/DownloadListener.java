package restyle.catalogue;

import java.time.Duration;
import java.util.Optional;

/** Is told how far a download is. */
public interface DownloadListener {

    /**
     * Begins a file.
     *
     * @param have bytes of it that an earlier download left
     * @param total its size in bytes, if the server or the catalogue says so
     */
    void begin(String file, long have, Optional<Long> total);

    /** Tells how many bytes of the file are there. */
    void at(long bytes);

    /** Ends the file, complete or not. */
    void end();

    /** Tells of a pause that the server asked for. */
    void waiting(String server, Duration pause);
}
