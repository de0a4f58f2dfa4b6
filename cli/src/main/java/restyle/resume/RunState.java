package restyle.resume;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import restyle.files.ContentDigests;
import restyle.files.FileFailure;
import restyle.job.Job;
import restyle.job.JobException;
import restyle.job.OutputBusyException;
import restyle.media.MediaPath;
import restyle.plugins.host.PluginHost;

/**
 * The finished frames of a clip on disk, from which an interrupted run goes on: {@code .NAME.restyle/} beside the output, with
 * a {@link StateManifest} and {@code frames} ({@link FrameLog}; 64 KiB a frame at 512x512). It is there
 * while a run is at work and after one that did not come to its end; a run that did removes it. One process at a time has it.
 */
public final class RunState implements AutoCloseable {

    private static final String FRAMES = "frames";

    private final Path folder;
    private final StateManifest manifest;
    private final FrameLog log;
    private final List<String> notices = new ArrayList<>();
    private long frames;
    private long scene;
    private boolean complete;

    private RunState(Path folder, FrameLog log) {
        this.folder = folder;
        this.log = log;
        manifest = StateManifest.in(folder);
        log.notice().ifPresent(notices::add);
    }

    /** Returns whether an earlier run left finished frames beside an output. */
    public static boolean isThere(String output) {
        return StateManifest.in(folder(output)).isThere();
    }

    /** Returns where the state of an output is kept. */
    public static Path folder(String output) {
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
        SortedMap<String, String> identity = Identity.of(job, plugins);
        try {
            FrameLog log = new FrameLog(folder.resolve(FRAMES), ContentDigests.ofText(identity.toString()));
            RunState state = new RunState(folder, log);
            try {
                MediaPath.output(job.output().path()).removeLeftovers();
                if (!state.manifest.isThere()) {
                    state.begin(identity);
                } else if (job.output().resume()) {
                    state.resume(identity);
                } else {
                    state.beginAgain(identity);
                }
                return state;
            } catch (IOException | RuntimeException e) {
                state.log.close();
                if (!state.manifest.isThere()) {
                    remove(folder);
                }
                throw e;
            }
        } catch (FrameLog.InUseException e) {
            throw new OutputBusyException("-o %s: another run is writing this output"
                    .formatted(job.output().path()));
        } catch (IOException e) {
            throw new JobException("%s: cannot keep finished frames: %s".formatted(folder, FileFailure.reason(e)), e);
        }
    }

    /** Without {@code --resume}: what an interrupted run has left is dropped, but not without a word. */
    private void beginAgain(SortedMap<String, String> identity) throws IOException {
        count();
        if (frames > 0) {
            notices.add(
                    "discarding %d finished frames of an interrupted run; use --resume to keep them".formatted(frames));
        }
        frames = 0;
        scene = 0;
        begin(identity);
    }

    private void begin(SortedMap<String, String> identity) throws IOException {
        manifest.delete();
        log.truncate(0);
        manifest.write(identity);
    }

    private void resume(SortedMap<String, String> identity) throws IOException {
        if (!manifest.check(identity)) {
            notices.add(manifest.file() + " is damaged; starting again from the first frame");
            begin(identity);
            return;
        }
        count();
        if (frames > 0) {
            notices.add("resuming after %d finished frames".formatted(frames));
        }
    }

    private void count() throws IOException {
        for (StoredFrame frame = log.read(0); frame != null; frame = log.read(frames)) {
            scene = frame.sceneStart() ? frames : scene;
            frames++;
        }
        log.truncate(frames);
    }

    /** Returns what the user should know about where this run begins, in one line each. */
    public List<String> notices() {
        return List.copyOf(notices);
    }

    /** Returns how many frames are finished. */
    public long frames() {
        return frames;
    }

    /** Returns the position of the first frame of the scene that the last finished frame belongs to. */
    public long scene() {
        return scene;
    }

    /** Reads a finished frame by its position. */
    public StoredFrame read(long position) {
        try {
            return log.read(position);
        } catch (IOException e) {
            throw new FileFailure("cannot read the finished frames in " + folder, e);
        }
    }

    /** Keeps the next frame. */
    public void append(StoredFrame frame) {
        try {
            log.append(frames, frame);
            frames++;
        } catch (IOException e) {
            throw new FileFailure("cannot keep finished frames in " + folder, e);
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
        StateManifest.in(folder).delete();
        Files.deleteIfExists(folder.resolve(FRAMES));
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // What somebody else put there, such as a file manager, stays.
        }
    }

    /** Is told that the output has its name: nothing needs to be kept. */
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
            throw new FileFailure(folder, "cannot be removed", e);
        }
    }
}
