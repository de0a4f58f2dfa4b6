package restyle.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;

/**
 * A server's answer: a file's content from some byte on.
 *
 * @param server who sends it, at the end of all redirections
 * @param body bytes from {@code from} on
 * @param from 0 if the server sends all of it, whatever it was asked
 * @param total size of the whole file in bytes, if the server says so
 * @param validator what shows that later bytes are of the same content: a strong entity tag, or a date
 * @param promised SHA-256 of the content by what the hub says, if it does
 */
record Answer(
        URI server,
        InputStream body,
        long from,
        Optional<Long> total,
        Optional<String> validator,
        Optional<String> promised)
        implements AutoCloseable {

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            // What was read counts; that a connection does not end in good order changes nothing about it.
        }
    }
}
