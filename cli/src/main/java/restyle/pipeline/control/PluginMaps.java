package restyle.pipeline.control;

import java.util.List;
import restyle.pipeline.flow.ClipFrame;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;

/**
 * Control maps made by a preprocessor.
 *
 * @param run closed with this
 */
public record PluginMaps(PluginRun run) implements MapSource {

    @Override
    public String name() {
        return run.name();
    }

    @Override
    public int batch() {
        return run.batch();
    }

    @Override
    public List<ControlMap> next(List<ClipFrame> frames) {
        List<Frame> images = frames.stream().map(ClipFrame::image).toList();
        return run.next(frames.get(0).at().sceneStart(), images).stream()
                .map(ControlMap.class::cast)
                .toList();
    }

    @Override
    public void close() {
        run.close();
    }
}
