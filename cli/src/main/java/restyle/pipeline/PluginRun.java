package restyle.pipeline;

import restyle.plugins.FrameProcessor;
import restyle.plugins.FrameResult;
import restyle.plugins.host.PluginException;

/** A preprocessor at work on a clip; it is reset at cuts. */
final class PluginRun implements AutoCloseable {

    private final String name;
    private final FrameProcessor processor;
    private boolean first = true;

    /**
     * @param name of the preprocessor
     */
    PluginRun(String name, FrameProcessor processor) {
        this.name = name;
        this.processor = processor;
    }

    String name() {
        return name;
    }

    FrameResult next(Picture picture) {
        try {
            if (picture.moment().sceneStart() && !first) {
                processor.reset();
            }
            first = false;
            return processor.process(picture.image());
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
