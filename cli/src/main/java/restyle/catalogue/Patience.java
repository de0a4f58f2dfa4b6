package restyle.catalogue;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * How long to wait for a busy server.
 *
 * @param listener is told of every pause
 * @param unit one second; tests have shorter ones
 */
record Patience(DownloadListener listener, Duration unit) {

    private static final int MAX_TRIES = 4;
    private static final int MAX_SECONDS = 120;
    private static final int FIRST_SECONDS = 2;

    /** Reads the header {@code Retry-After}: seconds or a date, by RFC 9110. */
    static Optional<Duration> asked(Optional<String> header) {
        return header.map(String::strip).flatMap(value -> {
            if (value.matches("\\d{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
            }
            try {
                Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                Duration left = Duration.between(Instant.now(), then);
                return Optional.of(left.isNegative() ? Duration.ZERO : left);
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    /** Waits as a server asks for, or longer each time if it does not say; false if that is too long or too often. */
    boolean await(String server, int attempt, Optional<Duration> asks) {
        long seconds = asks.map(Duration::toSeconds).orElse((long) FIRST_SECONDS << attempt - 1);
        if (attempt >= MAX_TRIES || seconds > MAX_SECONDS) {
            return false;
        }
        listener.waiting(server, Duration.ofSeconds(seconds));
        try {
            Thread.sleep(unit.multipliedBy(seconds).toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
