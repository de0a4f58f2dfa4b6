package restyle.catalogue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on loopback that sends files as the hubs do, and remembers what it was asked. */
public final class FileServer implements AutoCloseable {

    /** Answers one request. */
    public interface Answering {
        void to(HttpExchange exchange) throws IOException;
    }

    /**
     * What was asked.
     *
     * @param authorization empty text if there was none
     */
    public record Asked(String path, String range, String condition, String authorization) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    public FileServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    public List<Asked> asked() {
        return asked;
    }

    /** Answers requests for a path. */
    public FileServer at(String path, Answering answering) {
        server.createContext(path, exchange -> {
            asked.add(new Asked(
                    exchange.getRequestURI().toString(),
                    header(exchange, "Range"),
                    header(exchange, "If-Range"),
                    header(exchange, "Authorization")));
            try (exchange) {
                answering.to(exchange);
            }
        });
        return this;
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    /** Sends a file, or the part of it that is asked for if the tag is still the same. */
    public static Answering file(byte[] content, String tag) {
        return file(content, tag, content.length);
    }

    /** Sends a file, but cuts the connection after so many bytes of it when it is asked for from the start. */
    public static Answering file(byte[] content, String tag, int cut) {
        return exchange -> {
            if (!tag.isEmpty()) {
                exchange.getResponseHeaders().set("ETag", tag);
            }
            String range = header(exchange, "Range");
            String condition = header(exchange, "If-Range");
            int from = 0;
            if (!range.isEmpty() && (condition.isEmpty() || condition.equals(tag))) {
                from = Integer.parseInt(range.replaceAll("\\D", ""));
            }
            if (from >= content.length) {
                exchange.getResponseHeaders().set("Content-Range", "bytes */" + content.length);
                exchange.sendResponseHeaders(416, -1);
                return;
            } else if (from > 0) {
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
            }
            exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
            int end = from == 0 ? cut : content.length;
            exchange.getResponseBody().write(Arrays.copyOfRange(content, from, end));
            exchange.getResponseBody().flush();
        };
    }

    /** Sends a status, and a header with it. */
    public static Answering status(int status, String name, String value) {
        return exchange -> {
            exchange.getResponseHeaders().set(name, value);
            exchange.sendResponseHeaders(status, -1);
        };
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
