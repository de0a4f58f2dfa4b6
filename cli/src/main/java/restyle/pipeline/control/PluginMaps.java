package restyle.pipeline.control;

import restyle.pipeline.flow.TimedFrame;
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
    public ControlMap next(TimedFrame picture) {
        return (ControlMap) run.next(picture.moment().sceneStart(), picture.image());
    }

    @Override
    public void close() {
        run.close();
    }
}
