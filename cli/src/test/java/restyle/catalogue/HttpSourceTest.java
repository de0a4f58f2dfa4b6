package restyle.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of the answers of servers that send the rest of a file. */
class HttpSourceTest {

    private static final int FROM = 5;
    private static final byte[] REST = new byte[5];

    /** Asks for a file of which five bytes are there. */
    private static Answer ask(String range) throws IOException {
        try (FileServer server = new FileServer()) {
            server.at("/toon.safetensors", exchange -> {
                exchange.getResponseHeaders().set("Content-Range", range);
                exchange.sendResponseHeaders(206, REST.length);
                exchange.getResponseBody().write(REST);
            });
            Patience never = new Patience(null, Duration.ZERO);
            HttpSource source = new HttpSource(Downloads.client(Map.of()), Hub.of(Map.of()), never);
            try (Answer answer = source.open(server.address("/toon.safetensors"), FROM, Optional.of("\"first\""))) {
                answer.body().readAllBytes();
                return answer;
            }
        }
    }

    @Test
    void partsAreTakenForWhatTheySayTheyAre() throws IOException {
        Answer answer = ask("bytes 5-9/10");
        assertEquals(FROM, answer.from());
        assertEquals(Optional.of(10L), answer.total());
        assertEquals(Optional.empty(), ask("bytes 5-9/*").total());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes 7-9/10", "bytes */10", "bytes 99999999999999999999-99999999999999999999/*", "bytes 5", ""
            })
    void partsThatWereNotAskedForAreRefused(String range) {
        CatalogueException refused = assertThrows(CatalogueException.class, () -> ask(range));
        assertTrue(refused.getMessage().contains("another part of it than was asked for"), refused.getMessage());
    }
}
