package restyle.pipeline.control;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import restyle.job.Job;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.FrameStage;
import restyle.pipeline.flow.Iterators;
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
        ControlMaps stage = new ControlMaps(sources, run.padding(), run.clock());
        return stage::of;
    }

    /** One source behind the other: each reads as far ahead as it must. */
    private Iterator<ClipFrame> of(Iterator<ClipFrame> frames) {
        Iterator<ClipFrame> mapped = frames;
        for (MapSource source : sources) {
            Iterator<List<ClipFrame>> lists =
                    Iterators.lists(mapped, source.batch(), frame -> frame.at().sceneStart());
            mapped = Iterators.flatMap(lists, list -> mapped(source, list));
        }
        return mapped;
    }

    private List<ClipFrame> mapped(MapSource source, List<ClipFrame> frames) {
        try (StageClock.Lap lap = clock.start(Stage.PREPROCESS, source.name())) {
            List<ControlMap> maps = source.next(frames);
            List<ClipFrame> mapped = new ArrayList<>();
            for (int i = 0; i < frames.size(); i++) {
                List<ControlMap> all = new ArrayList<>(frames.get(i).maps());
                byte[] padded = padding.pad(maps.get(i).rgb());
                all.add(new ControlMap(padding.outer().width(), padding.outer().height(), padded));
                mapped.add(frames.get(i).withMaps(all));
            }
            return mapped;
        }
    }
}
