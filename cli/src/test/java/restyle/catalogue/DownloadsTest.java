package restyle.catalogue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.files.FileFailure;
import restyle.files.ResumableFile;

class DownloadsTest {

    private static final byte[] CONTENT = new byte[700_000];
    private static final String TAG = "\"first\"";
    private static final int CUT = 300_000;

    static {
        new Random(5).nextBytes(CONTENT);
    }

    @TempDir
    Path models;

    private FileServer server;
    private final List<Duration> pauses = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server = new FileServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Downloads downloads(Map<String, String> environment, Duration stall) {
        DownloadListener listener = new DownloadListener() {
            @Override
            public void begin(String file, long have, Optional<Long> total) {}

            @Override
            public void at(long bytes) {}

            @Override
            public void end() {}

            @Override
            public void waiting(String server, Duration pause) {
                pauses.add(pause);
            }
        };
        Patience patience = new Patience(listener, Duration.ofMillis(1));
        return new Downloads(Downloads.client(environment), Hub.of(environment), patience, stall);
    }

    private Fetched fetch(CatalogueEntry entry) {
        return downloads(Map.of(), Duration.ofSeconds(20)).fetch(entry, models);
    }

    private String refusal(CatalogueEntry entry) {
        return assertThrows(CatalogueException.class, () -> fetch(entry)).getMessage();
    }

    private CatalogueEntry toon(Optional<String> sha256) {
        return toon(server.address("/toon.safetensors"), sha256);
    }

    private static CatalogueEntry toon(URI address, Optional<String> sha256) {
        return new CatalogueEntry(
                "model",
                "toon.safetensors",
                Optional.of(address),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                sha256);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private Path file() {
        return models.resolve("toon.safetensors");
    }

    private List<String> left() throws IOException {
        try (var files = Files.list(models)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void fileIsFetchedOnceAndAlone() throws IOException {
        server.at("/toon.safetensors", FileServer.file(CONTENT, TAG));
        Fetched fetched = fetch(toon(Optional.of(sha256(CONTENT))));
        assertTrue(fetched.fetched() && fetched.verified());
        assertArrayEquals(CONTENT, Files.readAllBytes(file()));
        assertEquals(List.of("toon.safetensors"), left());
        assertFalse(fetch(toon(Optional.of(sha256(CONTENT)))).fetched());
        assertEquals(1, server.asked().size());
    }

    @Test
    void cutConnectionKeepsWhatCameAndTheNextPullGoesOn() throws IOException {
        server.at("/toon.safetensors", FileServer.file(CONTENT, TAG, CUT));
        String message = refusal(toon(Optional.empty()));
        assertTrue(message.contains("cut") && message.contains(CUT + " bytes are kept"), message);
        assertFalse(Files.exists(file()));
        assertEquals(Optional.of((long) CUT), Downloads.begun(file()));
        Fetched fetched = fetch(toon(Optional.empty()));
        assertEquals(sha256(CONTENT), fetched.sha256());
        assertEquals(
                new FileServer.Asked("/toon.safetensors", "bytes=" + CUT + "-", TAG, ""),
                server.asked().get(1));
        assertEquals(List.of("toon.safetensors"), left());
    }

    @Test
    void changedFileIsFetchedAnewRatherThanMixed() throws IOException {
        byte[] other = new byte[600_000];
        AtomicInteger asked = new AtomicInteger();
        server.at(
                "/toon.safetensors",
                exchange -> (asked.getAndIncrement() == 0
                                ? FileServer.file(CONTENT, TAG, CUT)
                                : FileServer.file(other, "\"second\""))
                        .to(exchange));
        refusal(toon(Optional.empty()));
        fetch(toon(Optional.empty()));
        assertArrayEquals(other, Files.readAllBytes(file()));
    }

    @Test
    void partThatIsWholeIsOnlyChecked() throws IOException {
        server.at("/toon.safetensors", FileServer.file(CONTENT, TAG));
        Files.write(ResumableFile.part(file()), CONTENT);
        fetch(toon(Optional.of(sha256(CONTENT))));
        assertArrayEquals(CONTENT, Files.readAllBytes(file()));
        assertEquals(1, server.asked().size());
    }

    @Test
    void wrongContentIsRemovedAndSaid() throws IOException {
        server.at("/toon.safetensors", FileServer.file(CONTENT, TAG));
        String message = refusal(toon(Optional.of("0".repeat(64))));
        assertTrue(message.contains("expected sha256 " + "0".repeat(64) + ", found " + sha256(CONTENT)), message);
        assertTrue(message.contains("removed"), message);
        assertEquals(List.of(), left());
    }

    @Test
    void fileThatIsThereIsNeverReplaced() throws IOException {
        Files.writeString(file(), "mine");
        String message = refusal(toon(Optional.of(sha256(CONTENT))));
        assertTrue(message.contains("another content"), message);
        assertEquals("mine", Files.readString(file()));
    }

    @Test
    void tokenGoesToTheHubAloneAndItsHashCounts() throws IOException {
        try (FileServer store = new FileServer()) {
            store.at("/blob", FileServer.file(CONTENT, TAG));
            server.at("/a/b/resolve/main/toon.safetensors", exchange -> {
                exchange.getResponseHeaders().set("X-Linked-ETag", "\"" + "1".repeat(64) + "\"");
                FileServer.status(302, "Location", store.address("/blob").toString())
                        .to(exchange);
            });
            Map<String, String> environment =
                    Map.of("HF_ENDPOINT", server.address("/").toString(), "HF_TOKEN", "hf_secret");
            URI page = URI.create("https://huggingface.co/a/b/blob/main/toon.safetensors");
            Downloads downloads = downloads(environment, Duration.ofSeconds(20));
            String message = assertThrows(
                            CatalogueException.class, () -> downloads.fetch(toon(page, Optional.empty()), models))
                    .getMessage();
            assertTrue(message.contains("expected sha256 " + "1".repeat(64)), message);
            assertFalse(message.contains("hf_secret"), message);
            assertEquals("Bearer hf_secret", server.asked().get(0).authorization());
            assertEquals("", store.asked().get(0).authorization());
            assertFalse(Hub.of(environment).toString().contains("hf_secret"));
        }
    }

    @Test
    void refusalsSayWhatHelps() {
        server.at("/401", FileServer.status(401, "X", "y"))
                .at("/404", FileServer.status(404, "X", "y"))
                .at("/500", FileServer.status(500, "X", "y"))
                .at("/loop", FileServer.status(302, "Location", "/loop"))
                .at("/elsewhere", FileServer.status(302, "Location", "ftp://example.org/toon.ckpt"));
        Map<String, String> environment =
                Map.of("HF_ENDPOINT", server.address("").toString());
        Downloads hub = downloads(environment, Duration.ofSeconds(20));
        CatalogueEntry gated = toon(server.address("/401"), Optional.empty());
        assertTrue(assertThrows(CatalogueException.class, () -> hub.fetch(gated, models))
                .getMessage()
                .contains("set HF_TOKEN"));
        assertTrue(refusal(gated).contains("in a browser"));
        assertTrue(refusal(toon(server.address("/404"), Optional.empty())).contains("there is no /404"));
        assertTrue(refusal(toon(server.address("/500"), Optional.empty())).contains("try again later"));
        assertTrue(refusal(toon(server.address("/loop"), Optional.empty())).contains("more than 10 times"));
        assertTrue(refusal(toon(server.address("/elsewhere"), Optional.empty()))
                .contains("to something that is not an address"));
        assertTrue(refusal(toon(URI.create("http://127.0.0.1:1/toon.ckpt"), Optional.empty()))
                .contains("cannot be reached"));
    }

    @Test
    void busyServerIsAskedAgainAsItWants() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        server.at(
                "/toon.safetensors",
                exchange -> (asked.getAndIncrement() < 2
                                ? FileServer.status(429, "Retry-After", "7")
                                : FileServer.file(CONTENT, TAG))
                        .to(exchange));
        fetch(toon(Optional.empty()));
        assertEquals(List.of(Duration.ofSeconds(7), Duration.ofSeconds(7)), pauses);
        server.at("/busy", FileServer.status(429, "Retry-After", "86400"));
        assertTrue(refusal(new CatalogueEntry(
                        "model",
                        "busy.ckpt",
                        Optional.of(server.address("/busy")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .contains("asks to wait 86400 s"));
    }

    @Test
    void pagesAndPointersAreNoModels() throws IOException {
        byte[] page = "<!DOCTYPE html><html>Log in</html>".getBytes(StandardCharsets.UTF_8);
        byte[] pointer = "version https://git-lfs.github.com/spec/v1\n".getBytes(StandardCharsets.UTF_8);
        server.at("/typed", exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                    FileServer.file(CONTENT, TAG).to(exchange);
                })
                .at("/page", FileServer.file(page, TAG))
                .at("/pointer", FileServer.file(pointer, TAG));
        assertTrue(refusal(toon(server.address("/typed"), Optional.empty())).contains("a web page (text/html)"));
        assertTrue(refusal(toon(server.address("/page"), Optional.empty())).contains("a web page"));
        assertTrue(refusal(toon(server.address("/pointer"), Optional.empty())).contains("Git LFS"));
        assertEquals(List.of(), left());
    }

    @Test
    void fileOfAnotherSizeIsNotFetched() throws IOException {
        server.at("/toon.safetensors", FileServer.file(CONTENT, TAG));
        CatalogueEntry longer = new CatalogueEntry(
                "model",
                "toon.safetensors",
                Optional.of(server.address("/toon.safetensors")),
                Optional.empty(),
                Optional.empty(),
                Optional.of(800_000L),
                Optional.empty());
        assertTrue(refusal(longer).contains("expected 800000 bytes"));
        assertEquals(List.of(), left());
    }

    @Test
    void connectionWithoutBytesEnds() {
        server.at("/toon.safetensors", exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT, 0, CUT);
            exchange.getResponseBody().flush();
            try {
                Thread.sleep(20_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Downloads impatient = downloads(Map.of(), Duration.ofMillis(300));
        String message = assertThrows(CatalogueException.class, () -> impatient.fetch(toon(Optional.empty()), models))
                .getMessage();
        assertTrue(message.contains("nothing more came"), message);
    }

    @Test
    void fullDiskKeepsTheRestOfTheFolder() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "a device of Linux");
        server.at("/toon.safetensors", FileServer.file(CONTENT, ""));
        Files.createSymbolicLink(ResumableFile.part(file()), full);
        String message = assertThrows(FileFailure.class, () -> fetch(toon(Optional.empty())))
                .getMessage();
        assertTrue(message.contains("No space left on device"), message);
        assertFalse(Files.exists(file()));
    }

    @Test
    void secondPullOfTheSameFileWaits() {
        server.at("/toon.safetensors", FileServer.file(CONTENT, TAG));
        ResumableFile first = ResumableFile.open(file());
        String message = assertThrows(FileFailure.class, () -> fetch(toon(Optional.empty())))
                .getMessage();
        assertTrue(message.contains("another process is writing it"), message);
        first.close();
        fetch(toon(Optional.empty()));
    }

    @Test
    void proxyIsUsedExceptWhereItIsNot() throws IOException {
        server.at("/", FileServer.file(CONTENT, TAG));
        String proxy = server.address("").toString();
        URI unreachable = URI.create("http://models.invalid/toon.safetensors");
        downloads(Map.of("http_proxy", proxy), Duration.ofSeconds(20))
                .fetch(toon(unreachable, Optional.empty()), models);
        assertEquals(unreachable.toString(), server.asked().get(0).path());
        Files.delete(file());
        Downloads exempt =
                downloads(Map.of("http_proxy", proxy, "no_proxy", "localhost,.invalid"), Duration.ofSeconds(20));
        assertThrows(CatalogueException.class, () -> exempt.fetch(toon(unreachable, Optional.empty()), models));
        assertEquals(1, server.asked().size());
    }
}
