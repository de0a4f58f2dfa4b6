package restyle.pipeline.control;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import restyle.files.ContentDigests;
import restyle.files.DigestIndex;
import restyle.files.FileFailure;

/**
 * The digest of a clip's content. One that is small or was read before has it at once; any other is read beside the run, which
 * does not wait for it.
 */
final class SourceDigest implements AutoCloseable {

    /** How long a run that is otherwise complete waits. */
    private static final int MAX_SECONDS = 10;

    private final List<Path> files;
    private final DigestIndex index;
    private final List<Object> stamps;
    private final FutureTask<String> digest = new FutureTask<>(this::compute);
    private final Thread thread = new Thread(digest, "restyle source digest");

    SourceDigest(List<Path> files, DigestIndex index) {
        this.files = files;
        this.index = index;
        stamps = stamps();
        if (isQuick()) {
            digest.run();
        } else {
            thread.setDaemon(true);
            thread.start();
        }
    }

    private boolean isQuick() {
        long bytes = 0;
        for (Path file : files) {
            bytes += ContentDigests.known(file, index).isPresent()
                    ? 0
                    : file.toFile().length();
        }
        return bytes <= ContentDigests.QUICK_BYTES;
    }

    private String compute() {
        StringBuilder all = new StringBuilder();
        for (Path file : files) {
            all.append(file.getFileName())
                    .append(' ')
                    .append(ContentDigests.of(file, index))
                    .append('\n');
        }
        return ContentDigests.ofText(all.toString());
    }

    private List<Object> stamps() {
        List<Object> all = new ArrayList<>();
        files.forEach(file -> all.add(ContentDigests.stamp(file)));
        return all;
    }

    /** Returns the digest if it is known. */
    Optional<String> now() {
        return digest.isDone() ? get(0) : Optional.empty();
    }

    /** Returns the digest of a clip that has been read; empty if it takes too long, or the clip was changed meanwhile. */
    Optional<String> atEnd() {
        Optional<String> found = get(MAX_SECONDS);
        try {
            return found.filter(known -> stamps.equals(stamps()));
        } catch (FileFailure e) {
            return Optional.empty(); // it is gone
        }
    }

    private Optional<String> get(int seconds) {
        try {
            return Optional.of(digest.get(seconds, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty(); // what cannot be read fails where it is decoded
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
