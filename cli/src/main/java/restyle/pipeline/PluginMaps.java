package restyle.pipeline;

import restyle.plugins.ControlMap;

/**
 * Control maps made by a preprocessor.
 *
 * @param run closed with this
 */
record PluginMaps(PluginRun run) implements MapSource {

    @Override
    public String name() {
        return run.name();
    }

    @Override
    public ControlMap next(Picture picture) {
        return (ControlMap) run.next(picture.moment().sceneStart(), picture.image());
    }

    @Override
    public void close() {
        run.close();
    }
}
