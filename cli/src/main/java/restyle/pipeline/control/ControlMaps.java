package restyle.pipeline.control;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import restyle.pipeline.flow.FrameWithMaps;
import restyle.pipeline.flow.Iterators;
import restyle.pipeline.flow.Padding;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.TimedFrame;
import restyle.plugins.ControlMap;

/**
 * The second stage: gives every frame its control maps, padded to what the networks need.
 *
 * @param sources one for each ControlNet
 */
public record ControlMaps(List<MapSource> sources, Padding padding, StageClock clock) {

    public Iterator<FrameWithMaps> of(Iterator<TimedFrame> pictures) {
        return Iterators.map(pictures, this::guided);
    }

    private FrameWithMaps guided(TimedFrame picture) {
        List<ControlMap> maps = new ArrayList<>();
        for (MapSource source : sources) {
            try (StageClock.Lap lap = clock.start(Stage.PREPROCESS, source.name())) {
                byte[] padded = padding.pad(source.next(picture).rgb());
                maps.add(new ControlMap(padding.outer().width(), padding.outer().height(), padded));
            }
        }
        return new FrameWithMaps(picture, maps);
    }
}
