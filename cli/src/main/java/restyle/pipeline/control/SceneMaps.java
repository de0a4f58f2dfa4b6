package restyle.pipeline.control;

import java.util.List;
import restyle.pipeline.flow.ClipFrame;
import restyle.plugins.ControlMap;

/** The maps of one scene, in a run that makes a part of a clip: they are complete when the scene is. */
final class SceneMaps implements MapSource {

    private final MapSource inner;
    private int left;

    /**
     * @param inner closed with this
     * @param frames of the scene that have maps
     */
    SceneMaps(MapSource inner, int frames) {
        this.inner = inner;
        left = frames;
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public int batch() {
        return inner.batch();
    }

    @Override
    public List<ControlMap> next(List<ClipFrame> frames) {
        List<ControlMap> maps = inner.next(frames);
        left -= frames.size();
        if (left == 0) {
            inner.finish();
        }
        return maps;
    }

    @Override
    public void close() {
        inner.close();
    }
}
