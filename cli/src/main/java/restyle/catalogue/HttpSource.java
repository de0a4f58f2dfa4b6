package restyle.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks servers for files, follows where they point, and waits where they ask for it. */
final class HttpSource {

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
    private static final int MAX_REDIRECTS = 10;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (?:(\\d{1,18})-\\d+|\\*)/(\\d{1,18}|\\*)");
    private static final Pattern LINKED_TAG = Pattern.compile("(?:W/)?\"?([0-9a-f]{64})\"?");

    private final HttpClient client;
    private final Hub hub;
    private final Patience patience;

    /** @param client must not follow redirections: it would carry headers along that are for the first server alone */
    HttpSource(HttpClient client, Hub hub, Patience patience) {
        this.client = client;
        this.hub = hub;
        this.patience = patience;
    }

    /** A response, and the hash that the hub announced on the way to it. */
    private record Reached(HttpResponse<InputStream> response, Optional<String> promised) {
        URI server() {
            return response.uri();
        }

        Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }
    }

    /**
     * Asks for a file.
     *
     * @param published where it is published; a mirror may be asked in place of it
     * @param from the first byte that is wanted
     * @param validator what the bytes before it were said to be of; if the file is another now, all of it comes
     * @throws CatalogueException if no file comes
     */
    Answer open(URI published, long from, Optional<String> validator) {
        URI address = hub.locate(published);
        HttpFailure failure = new HttpFailure(address, hub);
        for (int attempt = 1; ; attempt++) {
            Reached reached = reach(address, from, validator, failure);
            int status = reached.response().statusCode();
            if (status == 200 || status == 206) {
                return answer(reached, from, failure);
            }
            close(reached.response());
            if (status == 416 && from > 0) {
                return beyond(reached, published, from);
            } else if (status != 429 && status != 503) {
                throw failure.ofStatus(status, reached.server());
            }
            Optional<Duration> asks = Patience.asked(reached.header("Retry-After"));
            if (!patience.await(HttpFailure.place(reached.server()), attempt, asks)) {
                throw failure.tooLong(status, reached.server(), asks);
            }
        }
    }

    private Answer answer(Reached reached, long from, HttpFailure failure) {
        HttpHeaders headers = reached.response().headers();
        String type = reached.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("text/html")) {
            close(reached.response());
            throw failure.noFile("a web page (" + type.split(";")[0] + ")");
        }
        long begin = 0;
        Optional<Long> total =
                headers.firstValueAsLong("Content-Length").stream().boxed().findFirst();
        if (reached.response().statusCode() == 206) {
            Matcher range =
                    CONTENT_RANGE.matcher(reached.header("Content-Range").orElse(""));
            if (!range.matches() || range.group(1) == null || Long.parseLong(range.group(1)) != from) {
                close(reached.response());
                throw failure.noFile("another part of it than was asked for");
            }
            begin = from;
            total = range.group(2).equals("*") ? Optional.empty() : Optional.of(Long.valueOf(range.group(2)));
        }
        Optional<String> validator =
                reached.header("ETag").filter(tag -> !tag.startsWith("W/")).or(() -> reached.header("Last-Modified"));
        return new Answer(reached.server(), reached.response().body(), begin, total, validator, reached.promised());
    }

    /** What is there is all of it, or of something else; then it is asked for from the start. */
    private Answer beyond(Reached reached, URI published, long from) {
        Matcher range = CONTENT_RANGE.matcher(reached.header("Content-Range").orElse(""));
        if (range.matches() && range.group(2).equals(Long.toString(from))) {
            return new Answer(
                    reached.server(),
                    InputStream.nullInputStream(),
                    from,
                    Optional.of(from),
                    Optional.empty(),
                    reached.promised());
        }
        return open(published, 0, Optional.empty());
    }

    private Reached reach(URI address, long from, Optional<String> validator, HttpFailure failure) {
        URI next = address;
        Optional<String> promised = Optional.empty();
        for (int i = 0; i <= MAX_REDIRECTS; i++) {
            HttpResponse<InputStream> response = send(next, from, validator, failure);
            if (hub.isHub(next) && promised.isEmpty()) {
                promised = response.headers()
                        .firstValue("X-Linked-ETag")
                        .map(LINKED_TAG::matcher)
                        .filter(Matcher::matches)
                        .map(tag -> tag.group(1));
            }
            Optional<String> location = response.headers().firstValue("Location");
            boolean moved = response.statusCode() / 100 == 3 && response.statusCode() != 304;
            if (!moved || location.isEmpty()) {
                return new Reached(response, promised);
            }
            close(response);
            next = redirected(next, location.get(), failure);
        }
        throw failure.redirection("more than " + MAX_REDIRECTS + " times");
    }

    private static URI redirected(URI from, String location, HttpFailure failure) {
        URI to;
        try {
            to = ModelAddress.parse(from.resolve(location).toString());
        } catch (IllegalArgumentException e) {
            throw failure.redirection("to something that is not an address");
        }
        if (from.getScheme().equalsIgnoreCase("https") && !to.getScheme().equalsIgnoreCase("https")) {
            throw failure.redirection("from https to http, which anybody can change on the way");
        }
        return to;
    }

    private HttpResponse<InputStream> send(URI address, long from, Optional<String> validator, HttpFailure failure) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(ANSWER_TIMEOUT)
                .header("User-Agent", "restyle")
                .header("Accept-Encoding", "identity");
        hub.authorization(address).ifPresent(value -> request.header("Authorization", value));
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
            validator.ifPresent(value -> request.header("If-Range", value));
        }
        try {
            return client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw failure.ofConnection(address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CatalogueException("interrupted; the next try continues where this one stopped", e);
        }
    }

    private static void close(HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException e) {
            // Nothing of it is wanted.
        }
    }
}
