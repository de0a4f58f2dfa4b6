package restyle.pipeline.control;

import java.util.ArrayList;
import java.util.List;
import restyle.job.Job;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.FrameStage;
import restyle.pipeline.flow.Padding;
import restyle.pipeline.flow.RunContext;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;
import restyle.plugins.ControlMap;

/** Gives every frame its control maps, padded to what the networks need. */
public final class ControlMaps {

    private final List<MapSource> sources;
    private final Padding padding;
    private final StageClock clock;

    private ControlMaps(List<MapSource> sources, Padding padding, StageClock clock) {
        this.sources = sources;
        this.padding = padding;
        this.clock = clock;
    }

    /** Opens the stage for a clip, with all preprocessors that it needs. */
    public static FrameStage<ClipFrame, ClipFrame> open(Job job, RunContext run) {
        MapSources opening = new MapSources(job, run);
        List<MapSource> sources = job.controls().stream().map(opening::open).toList();
        return FrameStage.each(new ControlMaps(sources, run.padding(), run.clock())::mapped);
    }

    private ClipFrame mapped(ClipFrame frame) {
        List<ControlMap> maps = new ArrayList<>();
        for (MapSource source : sources) {
            try (StageClock.Lap lap = clock.start(Stage.PREPROCESS, source.name())) {
                byte[] padded = padding.pad(source.next(frame).rgb());
                maps.add(new ControlMap(padding.outer().width(), padding.outer().height(), padded));
            }
        }
        return frame.withMaps(maps);
    }
}
