package restyle.plugins.host;

import java.util.List;
import java.util.function.Consumer;
import restyle.plugins.Clip;
import restyle.plugins.Finisher;
import restyle.plugins.FrameFinisher;
import restyle.plugins.Setting;
import restyle.plugins.Settings;
import restyle.plugins.VideoFormat;

/**
 * Runs a finisher that came with a plugin. Whatever the plugin does wrong, here and in the frame finishers it opens, becomes a
 * {@link PluginException} that names it. {@link FinisherChain} runs several, one behind the other.
 */
public final class PluginFinisher implements Finisher, HostedPlugin {

    private final Origin origin;
    private final Finisher inner;

    PluginFinisher(Origin origin, Finisher inner) {
        this.origin = origin;
        this.inner = inner;
    }

    /** Refuses what users could not type. */
    void check() {
        origin.check();
    }

    @Override
    public PluginInfo plugin() {
        return origin.plugin();
    }

    @Override
    public String digest() {
        return origin.digest().value();
    }

    @Override
    public String name() {
        return origin.name();
    }

    @Override
    public String summary() {
        return origin.summary();
    }

    @Override
    public List<Setting> settings() {
        return origin.settings();
    }

    @Override
    public String kind() {
        return "finisher";
    }

    /**
     * Starts work on one clip, without a word should the plugin hang.
     *
     * @throws PluginException if the plugin cannot
     */
    @Override
    public FrameFinisher open(Clip clip, VideoFormat restyled, Settings settings) {
        return open(clip, restyled, settings, notice -> {});
    }

    /**
     * Starts work on one clip. All code of the plugin runs on a thread of its own; interrupting the thread that calls here or uses the
     * result stops it.
     *
     * @param notices told when the plugin gives no result for a long time
     * @throws PluginException if the plugin cannot
     */
    GuardedFinisher open(Clip clip, VideoFormat restyled, Settings settings, Consumer<String> notices) {
        PluginThread thread = origin.thread(notices);
        return thread.opened(
                () -> inner.open(clip, restyled, settings), opened -> new GuardedFinisher(thread, opened, restyled));
    }
}
