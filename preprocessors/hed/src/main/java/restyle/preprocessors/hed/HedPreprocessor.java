package restyle.preprocessors.hed;

import java.util.List;
import org.pf4j.Extension;
import restyle.plugins.Clip;
import restyle.plugins.FrameProcessor;
import restyle.plugins.Preprocessor;
import restyle.plugins.Setting;
import restyle.plugins.Settings;

/** Soft edges, white on black, made at the size of the frames. */
@Extension
public final class HedPreprocessor implements Preprocessor {

    @Override
    public String name() {
        return "hed";
    }

    @Override
    public String summary() {
        return "Soft edges, white on black (HED)";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.model("model", "ControlNetHED.pth", "weights of the edge detector"),
                Setting.flag("safe", false, "three levels only, which carry no picture that a network could read back"),
                Setting.flag("scribble", false, "lines as if drawn by hand, black and white"));
    }

    @Override
    public FrameProcessor open(Clip clip, Settings settings) {
        return new HedProcessor(clip, settings.model("model"), settings.flag("safe"), settings.flag("scribble"));
    }
}
