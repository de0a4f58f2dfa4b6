package restyle.pipeline.control;

import restyle.pipeline.flow.ClipFrame;
import restyle.plugins.ControlMap;

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
    public ControlMap next(ClipFrame frame) {
        return (ControlMap) run.next(frame.at().sceneStart(), frame.image());
    }

    @Override
    public void close() {
        run.close();
    }
}
