package restyle.catalogue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Says in one sentence why a server sent no file, and what helps. */
record HttpFailure(URI asked, Hub hub) {

    CatalogueException ofStatus(int status, URI server) {
        String what = place(server) + " answers " + status;
        return new CatalogueException(
                switch (status) {
                    case 401, 403 -> what + " for " + asked.getPath() + ": " + permission(server);
                    case 404, 410 ->
                        what + ": there is no " + asked.getPath()
                                + " (any more); look for the file's new name or place on its page";
                    case 407 ->
                        "the proxy asks for a name and password; give them in https_proxy, as"
                                + " http://NAME:PASSWORD@HOST:PORT";
                    case 429 ->
                        what + ": too many requests; try again later, or set HF_TOKEN, which allows more of them";
                    default ->
                        status >= 500
                                ? what + ": it has a problem of its own; try again later"
                                : what + " for " + asked + "; expected a file";
                });
    }

    private String permission(URI server) {
        if (!hub.isHub(server)) {
            return "it wants to know who asks, or the address is no longer valid; download the file in a browser"
                    + " instead";
        } else if (hub.token().isEmpty()) {
            return "the file needs an account; accept its licence on its page, make a token in your account's settings and"
                    + " set HF_TOKEN to it";
        }
        return "the token in HF_TOKEN does not open it; accept the licence on its page with the same account, and check that"
                + " the token is valid and may read";
    }

    CatalogueException tooLong(int status, URI server, Optional<Duration> asks) {
        return new CatalogueException("%s answers %d and %s; try again then%s"
                .formatted(
                        place(server),
                        status,
                        asks.map(pause -> "asks to wait " + pause.toSeconds() + " s")
                                .orElse("is busy after several tries"),
                        status == 429 ? ", or set HF_TOKEN, which allows more requests" : ""));
    }

    CatalogueException ofConnection(URI server, IOException e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (e instanceof SSLException) {
            return new CatalogueException(
                    "%s cannot be trusted: %s; behind a proxy that decrypts, name its certificates in JAVA_TOOL_OPTIONS="
                                    .formatted(place(server), reason)
                            + "-Djavax.net.ssl.trustStore=FILE",
                    e);
        } else if (e.getCause() instanceof CatalogueException proxy) {
            return proxy;
        } else if (e instanceof HttpConnectTimeoutException || e instanceof HttpTimeoutException) {
            reason = "it does not answer in time";
        } else if (e instanceof ConnectException) {
            reason = isUnknown(e) ? "there is no server of that name" : "the connection is refused";
        }
        return new CatalogueException(
                "%s cannot be reached: %s; check the connection, and https_proxy where a proxy is needed"
                        .formatted(place(server), reason),
                e);
    }

    private static boolean isUnknown(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }

    CatalogueException noFile(String found) {
        return new CatalogueException("%s: expected a file, found %s; nothing was kept".formatted(asked, found)
                + (hub.isHub(asked) ? "; the address of a file on the hub has /resolve/ in it" : ""));
    }

    CatalogueException redirection(String why) {
        return new CatalogueException("%s: the server redirects %s; expected a file".formatted(asked, why));
    }

    static String place(URI server) {
        return server.getPort() < 0 ? server.getHost() : server.getHost() + ":" + server.getPort();
    }
}
