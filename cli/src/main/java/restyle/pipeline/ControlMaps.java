package restyle.pipeline;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import restyle.plugins.ControlMap;

/**
 * The second stage: gives every frame its control maps, padded to what the networks need.
 *
 * @param sources one for each ControlNet
 */
record ControlMaps(List<MapSource> sources, Padding padding, StageClock clock) {

    Iterator<Guided> of(Iterator<Picture> pictures) {
        return Stages.map(pictures, this::guided);
    }

    private Guided guided(Picture picture) {
        List<ControlMap> maps = new ArrayList<>();
        for (MapSource source : sources) {
            try (StageClock.Lap lap = clock.start(Stage.PREPROCESS, source.name())) {
                byte[] padded = padding.pad(source.next(picture).rgb());
                maps.add(new ControlMap(padding.outer().width(), padding.outer().height(), padded));
            }
        }
        return new Guided(picture, maps);
    }
}
