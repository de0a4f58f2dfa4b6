package restyle.pipeline.denoise;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import restyle.models.graph.ModelException;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.DenoisedFrame;
import restyle.pipeline.flow.EncodedFrame;
import restyle.pipeline.flow.FramePosition;
import restyle.pipeline.networks.Branch;

/**
 * Denoises one scene as a wavefront: step s of a window runs as soon as every frame of it has taken step s - 1, so windows
 * flow through all steps while later frames are still being read, and only a few windows are ever in memory.
 *
 * <p>The result equals the step-after-step computation over the whole scene bit for bit: a frame takes a step when all windows
 * that hold it have predicted, their predictions are added in the order of the windows, and what a window sees at a step does
 * not depend on when it runs.
 */
final class SceneDenoiser<R> {

    private final Sampling sampling;
    private final DenoisingNetworks<R> networks;
    private final NoiseSource noise;
    private final WindowPlanner planner;
    private final LeftEdge edge;
    private final int length;
    private final float[] weights;

    private final List<FrameState<R>> frames = new ArrayList<>();
    private final List<Progress> windows = new ArrayList<>();
    private final Deque<DenoisedFrame> finished = new ArrayDeque<>();
    /** Number, in the scene, of the first of {@link #frames}. */
    private int firstFrame;

    private int arrived;
    private boolean ended;
    private EncodedFrame last;

    /** How far a window has come. */
    private static final class Progress {
        final Window window;
        int step;

        Progress(Window window, int step) {
            this.window = window;
            this.step = step;
        }
    }

    /**
     * @param planner its first window begins with the first frame that is added
     * @param edge which windows are left out as they come further
     */
    SceneDenoiser(
            Sampling sampling, DenoisingNetworks<R> networks, NoiseSource noise, WindowPlanner planner, LeftEdge edge) {
        this.sampling = sampling;
        this.networks = networks;
        this.noise = noise;
        this.planner = planner;
        this.edge = edge;
        this.length = planner.length();
        this.weights = WindowWeights.weights(length);
        this.firstFrame = planner.start();
        this.arrived = firstFrame;
    }

    /** Takes the next frame of the scene. */
    void add(EncodedFrame frame) {
        append(frame, frame.at(), false);
        last = frame;
        arrived++;
        planner.arrived(arrived).forEach(this::open);
    }

    /** Ends the scene: pads a scene that is shorter than a window by repeating its last frame. */
    void end() {
        for (int missing = 1; arrived + missing <= length; missing++) {
            append(last, last.at().after(missing), true);
        }
        planner.ended(arrived).forEach(this::open);
        ended = true;
    }

    /** Runs one step of one window, the furthest that can run; false if none can before more frames arrive. */
    boolean runOne() {
        for (int i = 0; i < windows.size(); i++) {
            if (isReady(i)) {
                run(windows.get(i));
                closeWindows();
                handOn();
                return true;
            }
        }
        return false;
    }

    private boolean isOver(Progress next) {
        return next.step == sampling.end() || next.window.start() < edge.start(next.step - sampling.firstStep());
    }

    private void closeWindows() {
        for (Iterator<Progress> open = windows.iterator(); open.hasNext(); ) {
            Progress next = open.next();
            if (isOver(next)) {
                int from = Math.max(next.window.start(), firstFrame);
                frames.subList(from - firstFrame, next.window.end() - firstFrame)
                        .forEach(FrameState::leave);
                open.remove();
            }
        }
    }

    /** Hands on what is finished, and drops what comes to no end because windows that hold it have been left out. */
    private void handOn() {
        while (!frames.isEmpty() && (isFinished(frames.get(0)) || frames.get(0).isGivenUp())) {
            FrameState<R> first = frames.remove(0);
            firstFrame++;
            networks.done(first.clip);
            if (!isFinished(first)) {
                first.residuals.values().forEach(networks::release);
            } else if (!first.padding) {
                finished.add(new DenoisedFrame(first.clip, first.latents()));
            }
        }
    }

    private boolean isFinished(FrameState<R> frame) {
        return frame.step() == sampling.end();
    }

    /** Returns the next finished frame in order, or null if it needs more windows. */
    DenoisedFrame poll() {
        return finished.poll();
    }

    /** Returns whether every frame has been polled. */
    boolean isDone() {
        return ended && windows.isEmpty() && finished.isEmpty();
    }

    private void append(EncodedFrame frame, FramePosition at, boolean padding) {
        frames.add(new FrameState<>(frame, at, padding, sampling, noise));
    }

    private void open(Window window) {
        windows.add(new Progress(window, sampling.firstStep()));
        framesOf(window).forEach(FrameState::join);
        for (FrameState<R> frame : frames.subList(0, window.settled() - firstFrame)) {
            frame.settle();
        }
    }

    private List<FrameState<R>> framesOf(Window window) {
        return frames.subList(window.start() - firstFrame, window.end() - firstFrame);
    }

    /** Ready: its frames have reached its step, and the window before it has already predicted there (order of the sum). */
    private boolean isReady(int i) {
        Progress next = windows.get(i);
        return (i == 0 || windows.get(i - 1).step > next.step)
                && framesOf(next.window).stream().allMatch(frame -> frame.step() == next.step);
    }

    private void run(Progress next) {
        List<FrameState<R>> held = framesOf(next.window);
        double timestep = sampling.sampler().timestep(next.step);
        float scale = sampling.sampler().inputScale(next.step);
        int size = held.get(0).latents().length;
        float[] input = new float[size * held.size()];
        for (int f = 0; f < held.size(); f++) {
            scaled(held.get(f).latents(), scale, input, f * size);
        }
        List<ClipFrame> clip = held.stream().map(frame -> frame.clip).toList();
        Map<Branch, float[]> predicted = new EnumMap<>(Branch.class);
        for (Branch branch : sampling.branches(next.step)) {
            List<R> residuals = residuals(held, next.step, branch);
            float[] values = networks.predict(clip, input, timestep, branch, residuals);
            requireFinite(values, held, next.step);
            keepForLater(held, branch);
            predicted.put(branch, values);
        }
        for (int f = 0; f < held.size(); f++) {
            held.get(f).add(predicted, f * size, weights[f]);
        }
        next.step++;
        advanceComplete(held);
    }

    private void requireFinite(float[] values, List<FrameState<R>> held, int step) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                FrameState<R> frame = held.get(i / (values.length / held.size()));
                throw located(new NotFiniteException(networks.predictor()), frame, step);
            }
        }
    }

    private ModelException located(NotFiniteException e, FrameState<R> frame, int step) {
        return e.at(
                step,
                sampling.sampler().steps(),
                sampling.sampler().timestep(step),
                frame.clip.at().sourceFrame());
    }

    private List<R> residuals(List<FrameState<R>> held, int step, Branch branch) {
        double timestep = sampling.sampler().timestep(step);
        float scale = sampling.sampler().inputScale(step);
        if (!networks.controlled(timestep)) {
            return List.of();
        }
        List<R> all = new ArrayList<>();
        for (FrameState<R> frame : held) {
            if (!frame.residuals.containsKey(branch)) {
                float[] latents = new float[frame.latents().length];
                scaled(frame.latents(), scale, latents, 0);
                try {
                    frame.residuals.put(branch, networks.residuals(frame.clip, latents, timestep, branch, all.size()));
                } catch (NotFiniteException e) {
                    throw located(e, frame, step);
                }
            }
            all.add(frame.residuals.get(branch));
        }
        return all;
    }

    private void keepForLater(List<FrameState<R>> held, Branch branch) {
        for (FrameState<R> frame : held) {
            if (!frame.isInItsLastWindow()) {
                frame.residuals.computeIfPresent(branch, (same, residuals) -> networks.keep(residuals));
            }
        }
    }

    private void advanceComplete(List<FrameState<R>> held) {
        for (FrameState<R> frame : held) {
            if (frame.isComplete()) {
                frame.residuals.values().forEach(networks::release);
                frame.residuals.clear();
                frame.advance();
            }
        }
    }

    private static void scaled(float[] from, float scale, float[] to, int offset) {
        for (int i = 0; i < from.length; i++) {
            to[offset + i] = from[i] * scale;
        }
    }
}
