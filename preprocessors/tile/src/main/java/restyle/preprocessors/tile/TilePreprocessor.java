package restyle.preprocessors.tile;

import java.util.List;
import org.pf4j.Extension;
import restyle.plugins.Clip;
import restyle.plugins.ControlMap;
import restyle.plugins.FrameProcessor;
import restyle.plugins.Preprocessor;
import restyle.plugins.Setting;
import restyle.plugins.Settings;

/** The frame as its own control map, for ControlNets that were trained to see the picture itself. */
@Extension
public final class TilePreprocessor implements Preprocessor {

    @Override
    public String name() {
        return "tile";
    }

    @Override
    public String summary() {
        return "The frame itself, for tile ControlNets";
    }

    @Override
    public boolean isCostly() {
        return false;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.number(
                        "steady",
                        0,
                        0,
                        64,
                        "calms grain where the picture stands still: changes below half of this many grey levels are averaged over time,"
                                + " changes above one and a half times it pass; 0 = off"),
                Setting.number(
                        "vivid",
                        0,
                        0,
                        2,
                        "shows plain footage livelier than it is: colours that are nearly grey move away from grey by this part more,"
                                + " and contrast with the surroundings rises by half of it; 0 = off"));
    }

    @Override
    public FrameProcessor open(Clip clip, Settings settings) {
        double steady = settings.number("steady");
        double vivid = settings.number("vivid");
        FrameProcessor calmed = steady == 0
                ? frame -> new ControlMap(frame.width(), frame.height(), frame.rgb())
                : new SteadyTile(clip.width(), clip.height(), (float) steady);
        return vivid == 0 ? calmed : new VividTile(calmed, (float) vivid);
    }
}
