package restyle.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import restyle.files.ContentDigests;
import restyle.files.FileFailure;
import restyle.files.ResumableFile;

/** Fetches model files: goes on where an earlier download ended, and gives a file its name only when its content is right. */
public final class Downloads {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration STALL_TIMEOUT = Duration.ofSeconds(60);
    private static final int BUFFER_BYTES = 1 << 18;

    private final HttpSource source;
    private final Hub hub;
    private final DownloadListener listener;
    private final Duration stall;

    Downloads(HttpClient client, Hub hub, Patience patience, Duration stall) {
        this.source = new HttpSource(client, hub, patience);
        this.hub = hub;
        this.listener = patience.listener();
        this.stall = stall;
    }

    /**
     * Makes downloads that go through the proxies and to the hub that an environment names.
     *
     * @throws IllegalArgumentException if HF_ENDPOINT or HF_TOKEN is none
     */
    public static Downloads of(Map<String, String> environment, DownloadListener listener) {
        return new Downloads(
                client(environment), Hub.of(environment), new Patience(listener, Duration.ofSeconds(1)), STALL_TIMEOUT);
    }

    static HttpClient client(Map<String, String> environment) {
        HttpClient.Builder client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .proxy(ProxyVariables.of(environment));
        ProxyVariables.passwords(environment).ifPresent(passwords -> {
            // Java sends no password through a tunnel unless it is told that this is wanted, and here the user says so.
            if (System.getProperty("jdk.http.auth.tunneling.disabledSchemes") == null) {
                System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
            }
            client.authenticator(passwords);
        });
        return client.build();
    }

    /**
     * Fetches a file into a folder, unless it is there.
     *
     * @return what is there now
     * @throws CatalogueException if no file comes, or a wrong one
     * @throws FileFailure if it cannot be written; what has come is kept for the next time, unless it is of no use
     */
    public Fetched fetch(CatalogueEntry entry, Path folder) {
        Path target = entry.in(folder);
        if (Files.exists(target)) {
            return there(entry, target);
        }
        URI address = entry.address()
                .orElseThrow(() -> new CatalogueException(
                        "%s has no address that restyle could fetch it from; get it%s and put it into %s"
                                .formatted(
                                        entry.name(),
                                        entry.page().map(page -> " at " + page).orElse(""),
                                        folder)));
        try (ResumableFile part = ResumableFile.open(target)) {
            Optional<String> validator = part.mark(address.toString());
            boolean goesOn = part.size() > 0
                    && (validator.isPresent() || entry.sha256().isPresent())
                    && part.size() <= entry.size().orElse(Long.MAX_VALUE);
            long from = goesOn ? part.size() : 0;
            // The hash judges better than a tag, which is another one when another server of the same hub answers.
            Optional<String> condition = entry.sha256().isPresent() ? Optional.empty() : validator;
            try (Answer answer = source.open(address, from, condition)) {
                return receive(entry, target, part, answer);
            }
        }
    }

    /** Tells how many bytes of a file an unfinished download has left; empty if there is none. */
    public static Optional<Long> begun(Path target) {
        try {
            Path part = ResumableFile.part(target);
            return Files.exists(part) ? Optional.of(Files.size(part)) : Optional.empty();
        } catch (IOException e) {
            throw new FileFailure(target, "cannot be read", e);
        }
    }

    private Fetched there(CatalogueEntry entry, Path target) {
        String found = ContentDigests.of(target);
        if (!entry.sha256().orElse(found).equals(found)) {
            throw new CatalogueException(
                    "%s is there with another content: expected sha256 %s, found %s; remove it to fetch it again"
                            .formatted(target, entry.sha256().get(), found));
        }
        return new Fetched(target, found, entry.sha256().isPresent(), false);
    }

    private Fetched receive(CatalogueEntry entry, Path target, ResumableFile part, Answer answer) {
        URI address = entry.address().orElseThrow();
        checkSize(entry, answer);
        MessageDigest digest = ContentDigests.sha256();
        if (answer.from() == 0) {
            part.restart(address.toString(), answer.validator());
        } else {
            part.digest(digest);
        }
        checkRoom(target, part, answer);
        listener.begin(entry.file(), answer.from(), answer.total().or(entry::size));
        try {
            copy(entry, part, answer, digest);
        } finally {
            listener.end();
        }
        String found = HexFormat.of().formatHex(digest.digest());
        Optional<String> expected = entry.sha256().or(answer::promised);
        if (!expected.orElse(found).equals(found)) {
            part.discard();
            throw new CatalogueException(
                    "%s: what came from %s is not the file: expected sha256 %s, found %s; it was removed, so try again"
                            .formatted(target, HttpFailure.place(answer.server()), expected.get(), found));
        }
        part.commit();
        return new Fetched(target, found, expected.isPresent(), true);
    }

    private static void checkSize(CatalogueEntry entry, Answer answer) {
        Optional<Long> total = answer.total();
        if (total.isPresent() && !total.get().equals(entry.size().orElse(total.get()))) {
            throw new CatalogueException(
                    "%s: expected %d bytes, but %s has %d; the file was changed where it is published, nothing was fetched"
                            .formatted(
                                    entry.file(), entry.size().get(), HttpFailure.place(answer.server()), total.get()));
        }
    }

    private static void checkRoom(Path target, ResumableFile part, Answer answer) {
        try {
            long free = Files.getFileStore(target.toAbsolutePath().getParent()).getUsableSpace();
            long needed = answer.total().orElse(0L) - part.size();
            if (needed > free) {
                throw new CatalogueException(String.format(
                        Locale.ROOT,
                        "%s: needs %.1f MB more, but there are %.1f MB free; make room, or name another folder",
                        target,
                        needed / 1e6,
                        free / 1e6));
            }
        } catch (IOException e) {
            // Not every file system tells; writing shows it then.
        }
    }

    private void copy(CatalogueEntry entry, ResumableFile part, Answer answer, MessageDigest digest) {
        long count = answer.from();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (StallGuard guard = new StallGuard(answer.body(), stall)) {
            while (true) {
                int read = read(answer.body(), buffer, guard, entry, count);
                if (read < 0) {
                    break;
                } else if (count == 0) {
                    checkContent(entry, buffer, read);
                }
                part.write(buffer, read);
                digest.update(buffer, 0, read);
                count += read;
                listener.at(count);
                guard.alive();
            }
        }
        long total = answer.total().or(entry::size).orElse(count);
        if (count != total) {
            throw cut(entry, count, "it ends after %d of %d bytes".formatted(count, total), null);
        }
    }

    private static int read(InputStream body, byte[] buffer, StallGuard guard, CatalogueEntry entry, long count) {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw cut(entry, count, guard.hasStalled() ? "nothing more came for a while" : e.getMessage(), e);
        }
    }

    private static CatalogueException cut(CatalogueEntry entry, long count, String reason, IOException e) {
        return new CatalogueException(
                "%s: the connection was cut: %s; %d bytes are kept, try again to go on there"
                        .formatted(entry.file(), reason, count),
                e);
    }

    /** Some servers send a page or a pointer in place of a file, and call it a file. */
    private void checkContent(CatalogueEntry entry, byte[] bytes, int count) {
        String begin = new String(bytes, 0, Math.min(count, 64), StandardCharsets.ISO_8859_1)
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        HttpFailure failure = new HttpFailure(entry.address().orElseThrow(), hub);
        if (begin.startsWith("<!doctype") || begin.startsWith("<html")) {
            throw failure.noFile("a web page");
        } else if (begin.startsWith("version https://git-lfs")) {
            throw failure.noFile("a pointer to a file in Git LFS");
        }
    }
}
