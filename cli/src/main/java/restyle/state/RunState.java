package restyle.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import restyle.job.Job;
import restyle.job.JobException;
import restyle.video.MediaPath;

/**
 * The finished frames of a clip on disk, from which an interrupted run goes on: {@code .NAME.restyle/} beside the output, with
 * {@code state.json} (version, {@link Identity}) and {@code frames} ({@link FrameLog}; 64 KiB a frame at 512x512). It is there
 * while a run is at work and after one that did not come to its end; a run that did removes it. One process at a time has it.
 */
public final class RunState implements AutoCloseable {

    private static final int VERSION = 1;
    private static final String MANIFEST = "state.json";
    private static final String FRAMES = "frames";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final FrameLog log;
    private long frames;
    private long scene;
    private boolean complete;

    private RunState(Path folder, FrameLog log) {
        this.folder = folder;
        this.log = log;
    }

    /** Whether an earlier run left finished frames beside an output. */
    public static boolean isThere(String output) {
        return Files.isRegularFile(folder(output).resolve(MANIFEST));
    }

    private static Path folder(String output) {
        return MediaPath.output(output).beside("restyle");
    }

    /**
     * Begins to keep the frames of a job, or goes on where {@link Job.Output#resume} says so and there is something.
     *
     * @throws JobException if frames cannot be kept there, another process is at work on the same output, or something that
     *     decides the frames is not what it was
     */
    public static RunState open(Job job) {
        Path folder = folder(job.output().path());
        Map<String, String> identity = Identity.of(job);
        try {
            Files.createDirectories(folder);
            RunState state = new RunState(folder, new FrameLog(folder.resolve(FRAMES)));
            try {
                MediaPath.output(job.output().path()).removeLeftovers();
                boolean resumes = job.output().resume() && Files.exists(folder.resolve(MANIFEST));
                if (resumes) {
                    state.check(identity);
                    state.count();
                } else {
                    state.begin(identity);
                }
                return state;
            } catch (IOException | RuntimeException e) {
                state.log.close();
                throw e;
            }
        } catch (IOException e) {
            throw new JobException("%s: cannot keep finished frames: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private void begin(Map<String, String> identity) throws IOException {
        Files.deleteIfExists(folder.resolve(MANIFEST));
        log.truncate(0);
        ObjectNode manifest = JSON.createObjectNode().put("version", VERSION);
        manifest.set("identity", JSON.valueToTree(identity));
        Path part = folder.resolve(MANIFEST + ".part");
        Files.writeString(part, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(manifest));
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Files.move(part, folder.resolve(MANIFEST), StandardCopyOption.ATOMIC_MOVE);
    }

    private void check(Map<String, String> identity) throws IOException {
        JsonNode manifest = JSON.readTree(folder.resolve(MANIFEST).toFile());
        if (manifest.path("version").asInt() != VERSION) {
            throw new JobException("--resume: %s was made by another version of restyle; start again without --resume"
                    .formatted(folder));
        }
        Map<String, String> before = new TreeMap<>();
        manifest.path("identity")
                .properties()
                .forEach(entry -> before.put(entry.getKey(), entry.getValue().asText()));
        List<String> problems = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(identity.keySet());
        for (String name : names) {
            String was = before.getOrDefault(name, "none");
            String is = identity.getOrDefault(name, "none");
            if (!was.equals(is)) {
                problems.add("--resume: %s was %s, now it is %s; change it back, or start again without --resume"
                        .formatted(name, was, is));
            }
        }
        if (!problems.isEmpty()) {
            throw new JobException(problems);
        }
    }

    private void count() throws IOException {
        for (StoredFrame frame = log.read(0); frame != null; frame = log.read(frames)) {
            scene = frame.sceneStart() ? frames : scene;
            frames++;
        }
        log.truncate(frames);
    }

    /** How many frames are finished. */
    public long frames() {
        return frames;
    }

    /** Position of the first frame of the scene that the last finished frame belongs to. */
    public long scene() {
        return scene;
    }

    /** A finished frame by its position. */
    public StoredFrame read(long position) {
        try {
            return log.read(position);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the finished frames in " + folder, e);
        }
    }

    /** Keeps the next frame. */
    public void append(StoredFrame frame) {
        try {
            log.append(frames++, frame);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep finished frames in " + folder, e);
        }
    }

    /** The output has its name: nothing needs to be kept. */
    public void complete() {
        complete = true;
    }

    /** Removes what is of no use: a state that is complete, or has no frame. */
    @Override
    public void close() {
        try {
            log.close();
            if (complete || frames == 0) {
                Files.deleteIfExists(folder.resolve(MANIFEST));
                Files.deleteIfExists(folder.resolve(FRAMES));
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clean up " + folder, e);
        }
    }
}
