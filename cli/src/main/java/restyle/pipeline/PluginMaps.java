package restyle.pipeline;

import restyle.plugins.ControlMap;
import restyle.plugins.FrameProcessor;
import restyle.plugins.host.PluginException;

/** Control maps made by a preprocessor, which is reset at cuts. */
final class PluginMaps implements MapSource {

    private final FrameProcessor processor;
    private boolean first = true;

    PluginMaps(FrameProcessor processor) {
        this.processor = processor;
    }

    @Override
    public ControlMap next(Picture picture) {
        try {
            if (picture.moment().sceneStart() && !first) {
                processor.reset();
            }
            first = false;
            return (ControlMap) processor.process(picture.image());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new PluginException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            processor.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new PluginException(e.getMessage(), e);
        }
    }
}
