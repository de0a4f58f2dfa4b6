package restyle.plugins.host;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import restyle.plugins.Clip;
import restyle.plugins.FrameProcessor;
import restyle.plugins.Preprocessor;
import restyle.plugins.ResultKind;
import restyle.plugins.Setting;
import restyle.plugins.Settings;

/**
 * Runs a preprocessor that came with a plugin. Whatever the plugin does wrong, here and in the frame processors it opens, becomes a
 * {@link PluginException} that names it.
 */
public final class PluginPreprocessor implements Preprocessor, HostedPlugin {

    private final Origin origin;
    private final Preprocessor inner;
    private final ResultKind produces;
    private final boolean costly;

    /** Asks the plugin about itself: runs its code. */
    PluginPreprocessor(Origin origin, Preprocessor inner) {
        this.origin = origin;
        this.inner = inner;
        this.produces = Objects.requireNonNull(inner.produces(), "produces() is null");
        this.costly = inner.isCostly();
    }

    /** Refuses what users could not type. */
    void check() {
        origin.check();
        origin.require(!name().equals("file"), "name 'file' is taken by restyle for maps from files");
        for (Setting setting : settings()) {
            origin.require(
                    !Setting.RESERVED.contains(setting.name()),
                    "setting '%s': expected another name than those that --control itself takes: net, scale, start, end, map",
                    setting.name());
        }
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
        return "preprocessor";
    }

    @Override
    public ResultKind produces() {
        return produces;
    }

    @Override
    public boolean isCostly() {
        return costly;
    }

    /**
     * Starts work on one clip, without a word should the plugin hang.
     *
     * @throws PluginException if the plugin cannot
     */
    @Override
    public FrameProcessor open(Clip clip, Settings settings) {
        return open(clip, settings, notice -> {});
    }

    /**
     * Starts work on one clip. All code of the plugin runs on a thread of its own; interrupting the thread that calls here or uses the
     * result stops it.
     *
     * @param notices told when the plugin gives no result for a long time
     * @throws PluginException if the plugin cannot
     */
    public FrameProcessor open(Clip clip, Settings settings, Consumer<String> notices) {
        PluginThread thread = origin.thread(notices);
        return thread.opened(
                () -> inner.open(clip, settings), opened -> new GuardedProcessor(thread, clip, produces, opened));
    }
}
