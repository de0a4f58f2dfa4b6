package restyle.farm;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import restyle.files.ContentDigests;
import restyle.files.FileFailure;
import restyle.files.TemporaryNames;

/** The finished segments of a plan, a file each in {@code segments/} beside it. */
public record SegmentStore(Plan plan) {

    private static final int DIGEST_BYTES = 32;
    private static final Duration ABANDONED = Duration.ofDays(1);

    /**
     * What is known of a segment.
     *
     * @param problem why its frames cannot be used, if they cannot
     * @param madeOn kind of device and processor, if its frames can be used
     */
    public record State(Optional<String> problem, String madeOn) {

        /** Returns whether its frames can be used. */
        public boolean isWhole() {
            return problem.isEmpty();
        }

        private static State bad(String problem) {
            return new State(Optional.of(problem), "");
        }
    }

    static Path folder(Plan plan) {
        return plan.folder().resolve("segments");
    }

    /** Deletes what killed processes have left; one that is at work writes more often. */
    void removeAbandoned() {
        Path folder = folder(plan);
        try {
            if (Files.isDirectory(folder)) {
                TemporaryNames.removeAbandoned(folder, ABANDONED);
            }
        } catch (IOException e) {
            throw new FileFailure(folder, "cannot be tidied up", e);
        }
    }

    /** Returns where the frames of a segment are, or will be. */
    public Path file(Segment segment) {
        return folder(plan).resolve(String.format(Locale.ROOT, "%06d.frames", segment.number()));
    }

    /** Begins the file of a segment; what is there is replaced when it is whole. */
    SegmentWriter write(Segment segment, String madeOn) {
        return new SegmentWriter(file(segment), new SegmentHeader(plan.identity(segment), madeOn, segment.frames()));
    }

    SegmentReader read(Segment segment) {
        return new SegmentReader(file(segment));
    }

    /** Looks whether a segment is there, belongs to the plan, and is whole: reads every byte of it. */
    public State state(Segment segment) {
        Path file = file(segment);
        MessageDigest digest = ContentDigests.sha256();
        try (DigestInputStream digested =
                        new DigestInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20), digest);
                DataInputStream in = new DataInputStream(digested)) {
            SegmentHeader header = SegmentHeader.read(in);
            if (!header.identity().equals(plan.identity(segment)) || header.frames() != segment.frames()) {
                return State.bad("belongs to another plan");
            }
            passOver(in, Files.size(file) - DIGEST_BYTES - header.bytes());
            byte[] computed = digest.digest();
            digested.on(false);
            return MessageDigest.isEqual(computed, in.readNBytes(DIGEST_BYTES + 1))
                    ? new State(Optional.empty(), header.madeOn())
                    : State.bad("is damaged");
        } catch (NoSuchFileException e) {
            return State.bad("is missing");
        } catch (IOException e) {
            return State.bad("cannot be used: " + FileFailure.reason(e));
        }
    }

    /** Reads what follows: what is skipped has no part in the digest. */
    private static void passOver(DataInputStream in, long bytes) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (long left = bytes; left > 0; ) {
            int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (count < 0) {
                throw new EOFException("it ends too early");
            }
            left -= count;
        }
    }
}
