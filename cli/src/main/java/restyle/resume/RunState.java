package restyle.resume;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import restyle.job.FileHashes;
import restyle.job.Job;
import restyle.job.JobException;
import restyle.job.OutputBusyException;
import restyle.media.MediaPath;
import restyle.plugins.host.PluginHost;

/**
 * The finished frames of a clip on disk, from which an interrupted run goes on: {@code .NAME.restyle/} beside the output, with
 * {@code state.json} (version, {@link Identity}) and {@code frames} ({@link FrameLog}; 64 KiB a frame at 512x512). It is there
 * while a run is at work and after one that did not come to its end; a run that did removes it. One process at a time has it.
 */
public final class RunState implements AutoCloseable {

    private static final int VERSION = 2;
    private static final String MANIFEST = "state.json";
    private static final String PART = ".part";
    private static final String FRAMES = "frames";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final FrameLog log;
    private Optional<String> notice = Optional.empty();
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
     * Begins to keep the frames of a job, or goes on where {@link Job.Output#resume} says so and there is something. A state that
     * is damaged is used as far as it is whole.
     *
     * @param plugins where the job's preprocessors come from
     * @throws OutputBusyException if another process is at work on the same output
     * @throws JobException if frames cannot be kept there, or something that decides the frames is not what it was
     */
    public static RunState open(Job job, PluginHost plugins) {
        Path folder = folder(job.output().path());
        Map<String, String> identity = Identity.of(job, plugins);
        try {
            Files.createDirectories(folder);
            FrameLog log = new FrameLog(folder.resolve(FRAMES), FileHashes.sha256(identity.toString()));
            RunState state = new RunState(folder, log);
            try {
                MediaPath.output(job.output().path()).removeLeftovers();
                if (!Files.exists(folder.resolve(MANIFEST))) {
                    state.begin(identity);
                } else if (job.output().resume()) {
                    state.resume(identity);
                } else {
                    state.beginAgain(identity);
                }
                return state;
            } catch (IOException | RuntimeException e) {
                state.log.close();
                throw e;
            }
        } catch (FrameLog.InUseException e) {
            throw new OutputBusyException("-o %s: another run is writing this output"
                    .formatted(job.output().path()));
        } catch (IOException e) {
            throw new JobException("%s: cannot keep finished frames: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /** Without {@code --resume}: what an interrupted run has left is dropped, but not without a word. */
    private void beginAgain(Map<String, String> identity) throws IOException {
        count();
        if (frames > 0) {
            notice = Optional.of("the %d finished frames of an interrupted run are made again; --resume would keep them"
                    .formatted(frames));
        }
        frames = 0;
        scene = 0;
        begin(identity);
    }

    private void begin(Map<String, String> identity) throws IOException {
        Files.deleteIfExists(folder.resolve(MANIFEST));
        log.truncate(0);
        ObjectNode manifest = JSON.createObjectNode().put("version", VERSION);
        manifest.set("identity", JSON.valueToTree(identity));
        Path part = folder.resolve(MANIFEST + PART);
        Files.writeString(part, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(manifest));
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Files.move(part, folder.resolve(MANIFEST), StandardCopyOption.ATOMIC_MOVE);
    }

    private void resume(Map<String, String> identity) throws IOException {
        Optional<JsonNode> manifest = manifest();
        if (manifest.isEmpty()) {
            notice = Optional.of(folder.resolve(MANIFEST) + " is damaged: all frames are made again");
            begin(identity);
            return;
        }
        check(manifest.get(), identity);
        count();
        if (frames > 0) {
            notice = Optional.of("goes on behind %d finished frames".formatted(frames));
        }
    }

    /** What the interrupted run has written about itself, if it is whole. */
    private Optional<JsonNode> manifest() throws IOException {
        try {
            return Optional.of(JSON.readTree(folder.resolve(MANIFEST).toFile()))
                    .filter(manifest -> manifest.path("version").isInt());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private void check(JsonNode manifest, Map<String, String> identity) {
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

    /** What the user should know about where this run begins. */
    public Optional<String> notice() {
        return notice;
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

    /** Removes what is left of a state beside a complete output, where a process was killed while it removed it. */
    public static void removeRest(String output) {
        Path folder = folder(output);
        if (!Files.isDirectory(folder) || isThere(output)) {
            return;
        }
        try {
            new FrameLog(folder.resolve(FRAMES), "").close(); // fails if a run is at work there
            remove(folder);
        } catch (IOException e) {
            // What is not ours to remove stays.
        }
    }

    /** The manifest goes first: without it there is nothing to go on from. */
    private static void remove(Path folder) throws IOException {
        for (String file : List.of(MANIFEST, MANIFEST + PART, FRAMES)) {
            Files.deleteIfExists(folder.resolve(file));
        }
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // What somebody else put there, such as a file manager, stays.
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
                remove(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clean up " + folder, e);
        }
    }
}
