package restyle.pipeline.finish;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import restyle.colour.ColourMatch;
import restyle.colour.ColourStatistics;
import restyle.job.Delivery;
import restyle.job.Job;
import restyle.media.MediaPath;
import restyle.media.SourceFrame;
import restyle.media.VideoException;
import restyle.media.VideoReader;
import restyle.media.read.VideoReaders;
import restyle.pipeline.flow.FrameStage;
import restyle.pipeline.flow.RunContext;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.StyledFrame;
import restyle.plugins.Frame;

/**
 * Gives every scene the colours of the source, or of a picture, by one map for the whole scene. What the colours of a scene are is decided
 * by its first frames, as many as a window holds: so the map is known early, and is the same wherever a run begins again.
 */
public final class ColourMatching implements Iterator<StyledFrame> {

    private final Iterator<StyledFrame> frames;
    private final int deciding;
    private final Optional<ColourStatistics> picture;
    private final StageClock clock;

    /** Frames that have come and are not mapped yet: of one scene, but for the last. */
    private final Deque<StyledFrame> waiting = new ArrayDeque<>();

    private ColourMatch match;

    /**
     * Puts the map behind another stage.
     *
     * @param deciding how many frames of a scene decide its map, or all where it has fewer
     * @param picture colours to give; none means those of each scene's source
     */
    ColourMatching(Iterator<StyledFrame> frames, int deciding, Optional<ColourStatistics> picture, StageClock clock) {
        this.frames = frames;
        this.deciding = deciding;
        this.picture = picture;
        this.clock = clock;
    }

    /** Opens the stage for a clip, with the picture. */
    public static FrameStage<StyledFrame, StyledFrame> open(Job job, RunContext run) {
        Optional<Delivery.MatchColour> asked = job.delivery().matchColour();
        if (asked.isEmpty()) {
            return FrameStage.none();
        }
        Optional<ColourStatistics> picture = asked.get()
                .picture()
                .map(path -> ColourStatistics.of(
                        picture(path.toString(), job.compute().threads(), run.notices())));
        return frames -> new ColourMatching(frames, job.sampling().context(), picture, run.clock());
    }

    private static Frame picture(String path, int threads, Consumer<String> notices) {
        try (VideoReader reader = VideoReaders.open(MediaPath.input(path), threads, notices)) {
            return reader.next().map(SourceFrame::frame).orElseThrow(() -> new VideoException(path + ": is empty"));
        }
    }

    @Override
    public boolean hasNext() {
        return !waiting.isEmpty() || frames.hasNext();
    }

    @Override
    public StyledFrame next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (waiting.isEmpty()) {
            waiting.add(frames.next());
        }
        if (waiting.getFirst().at().sceneStart() || match == null) {
            decide();
        }
        try (StageClock.Lap lap = clock.start(Stage.RENDER)) {
            StyledFrame frame = waiting.remove();
            return frame.with(match.of(frame.image()));
        }
    }

    private void decide() {
        int scene = waiting.getFirst().at().scene();
        while (waiting.size() < deciding && waiting.getLast().at().scene() == scene && frames.hasNext()) {
            waiting.add(frames.next());
        }
        try (StageClock.Lap lap = clock.start(Stage.RENDER)) {
            ColourStatistics has = statistics(ofScene(scene).map(StyledFrame::image));
            match = ColourMatch.between(
                    has,
                    picture.orElseGet(() ->
                            statistics(ofScene(scene).map(frame -> frame.clip().image()))));
        }
    }

    private Stream<StyledFrame> ofScene(int scene) {
        return waiting.stream().filter(frame -> frame.at().scene() == scene);
    }

    private static ColourStatistics statistics(Stream<Frame> pictures) {
        List<ColourStatistics> each = pictures.map(ColourStatistics::of).toList();
        return ColourStatistics.joined(each);
    }
}
