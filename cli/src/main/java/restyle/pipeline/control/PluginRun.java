package restyle.pipeline.control;

import java.util.List;
import java.util.function.Consumer;
import restyle.job.Job;
import restyle.job.PixelSize;
import restyle.models.runtime.Device;
import restyle.pipeline.flow.RunContext;
import restyle.plugins.Clip;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;
import restyle.plugins.FrameResult;
import restyle.plugins.Settings;
import restyle.plugins.host.PluginException;
import restyle.plugins.host.PluginPreprocessor;

/** A preprocessor at work on a clip; it is reset at cuts. */
public final class PluginRun implements AutoCloseable {

    private final String name;
    private final FrameProcessor processor;
    private boolean first = true;

    /**
     * Opens a preprocessor for a clip.
     *
     * @param settings of the preprocessor, complete
     * @param size of the frames
     * @param fps frames per second of the clip
     * @param compute what it may compute with
     * @param notices told when the plugin gives no result for a long time
     */
    public static PluginRun open(
            PluginPreprocessor preprocessor,
            Settings settings,
            PixelSize size,
            double fps,
            Job.Compute compute,
            Consumer<String> notices) {
        String device = Device.find(compute.device()).toString();
        Clip clip = new Clip(size.width(), size.height(), fps, device, compute.threads());
        return new PluginRun(preprocessor.name(), preprocessor.open(clip, settings, notices));
    }

    /** Opens a preprocessor for the clip of a run, at the size that is generated. */
    static PluginRun open(PluginPreprocessor preprocessor, Settings settings, Job job, RunContext run) {
        double fps = run.source().frameRate().toDouble();
        return open(preprocessor, settings, run.size(), fps, job.compute(), run.notices());
    }

    /**
     * Takes over a preprocessor that is open.
     *
     * @param name of the preprocessor
     */
    public PluginRun(String name, FrameProcessor processor) {
        this.name = name;
        this.processor = processor;
    }

    public String name() {
        return name;
    }

    /** Returns how many frames of a scene the preprocessor wants together. */
    public int batch() {
        return processor.batch();
    }

    /** Returns what the preprocessor makes of the next frame. */
    public FrameResult next(boolean sceneStart, Frame frame) {
        return next(sceneStart, List.of(frame)).get(0);
    }

    /**
     * Returns what the preprocessor makes of the next frames of one scene.
     *
     * @param sceneStart whether it begins with the first of them
     */
    public List<FrameResult> next(boolean sceneStart, List<Frame> frames) {
        try {
            if (sceneStart && !first) {
                processor.reset();
            }
            first = false;
            return processor.processAll(frames);
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
