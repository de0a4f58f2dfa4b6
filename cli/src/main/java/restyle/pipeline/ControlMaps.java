package restyle.pipeline;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import restyle.plugins.ControlMap;

/** The second stage: gives every frame its control maps, padded to what the networks need. */
final class ControlMaps implements Iterator<Guided> {

    private final Iterator<Picture> pictures;
    private final List<MapSource> sources;
    private final Padding padding;
    private final StageClock clock;

    ControlMaps(Iterator<Picture> pictures, List<MapSource> sources, Padding padding, StageClock clock) {
        this.pictures = pictures;
        this.sources = sources;
        this.padding = padding;
        this.clock = clock;
    }

    @Override
    public boolean hasNext() {
        return pictures.hasNext();
    }

    @Override
    public Guided next() {
        Picture picture = pictures.next();
        try (StageClock.Lap lap = clock.start(Stage.PREPROCESS)) {
            List<ControlMap> maps = new ArrayList<>();
            for (MapSource source : sources) {
                byte[] padded = padding.pad(source.next(picture).rgb());
                maps.add(new ControlMap(padding.outer().width(), padding.outer().height(), padded));
            }
            return new Guided(picture, maps);
        }
    }
}
