package restyle.vision;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import restyle.media.SourceFrame;
import restyle.media.VideoException;
import restyle.media.codec.FFmpeg;
import restyle.media.codec.Scaler;

/**
 * Finds hard cuts while frames pass through, one frame behind. A frame begins a scene if it is unlike the frame before in content
 * and in colours ({@link SceneSignature#dissimilarity}), much more so than its neighbours are unlike theirs (or it is movement), and if the
 * frame after it is not like the one before it again (or it is a flash). Black, white and other blank pictures never begin a
 * scene; what follows them is compared with what was before them. Fades and dissolves have no cut.
 *
 * <p>Tuned on made clips: cuts between shots of one or several films, in colour, grey and heavy noise, score 0.43 and more;
 * shaking, zooms, turns, dissolves, flashes, and pans by up to a sixth of the width in each frame score below 0.30. Deterministic.
 */
public final class SceneCuts implements AutoCloseable {

    /** The threshold that suits nearly everything. */
    public static final double AUTO = 0.35;

    /** A threshold that nothing reaches. */
    public static final double OFF = 2;

    private static final double STANDS_OUT = 1.5;

    private final Supplier<Optional<SourceFrame>> frames;
    private final double threshold;
    private final Scaler scaler;
    private Optional<SourceFrame> waiting = Optional.empty();
    private boolean started;
    private SceneSignature before;
    private SceneSignature current;
    private double currentScore;
    private double lastScore;

    /**
     * @param frames gives the frames of a clip in order, then empty
     * @param threshold score from which on a frame begins a scene, 0 to 1; see {@link #threshold}
     */
    public SceneCuts(Supplier<Optional<SourceFrame>> frames, double threshold) {
        this.frames = frames;
        this.threshold = threshold;
        FFmpeg.load();
        scaler = new Scaler(SceneSignature.WIDTH, SceneSignature.HEIGHT);
    }

    /**
     * Reads the value of {@code --cuts}: {@code auto}, {@code off}, or a number.
     *
     * @throws VideoException if it is none of them
     */
    public static double threshold(String text) {
        String value = text.toLowerCase(Locale.ROOT);
        if (value.equals("auto") || value.equals("off")) {
            return value.equals("auto") ? AUTO : OFF;
        }
        try {
            double number = Double.parseDouble(value);
            if (number > 0 && number <= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Not a number is as wrong as one out of range.
        }
        throw new VideoException("expected auto, off or a number above 0 and up to 1, found '%s'".formatted(text));
    }

    /** Returns the next frame; empty after the last. Reads one frame further than it gives. */
    public Optional<SceneFrame> next() {
        if (threshold > 1) {
            return frames.get().map(frame -> new SceneFrame(frame, false));
        }
        if (!started) {
            started = true;
            waiting = frames.get();
            current = waiting.map(this::look).orElse(null);
        }
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        SourceFrame frame = waiting.get();
        waiting = frames.get();
        return Optional.of(new SceneFrame(frame, advance(waiting.map(this::look).orElse(null))));
    }

    private SceneSignature look(SourceFrame source) {
        return new SceneSignature(scaler.scale(source.frame()));
    }

    /** Decides on the current frame, now that the one after it is known (null at the end), and moves on to that one. */
    private boolean advance(SceneSignature after) {
        double nextScore = after == null ? 0 : after.dissimilarity(current);
        boolean standsOut = currentScore >= STANDS_OUT * Math.max(lastScore, nextScore);
        boolean cut = currentScore >= threshold && standsOut && !returns(after);
        lastScore = currentScore;
        if (before == null || !current.isBlank()) {
            close(before);
            before = current;
        } else {
            close(current);
        }
        current = after;
        currentScore = after == null ? 0 : after.dissimilarity(before);
        return cut;
    }

    private boolean returns(SceneSignature after) {
        return after != null && !after.isBlank() && after.dissimilarity(before) < threshold / 2;
    }

    private static void close(SceneSignature look) {
        if (look != null) {
            look.close();
        }
    }

    @Override
    public void close() {
        close(before);
        close(current);
        before = null;
        current = null;
        scaler.close();
    }
}
