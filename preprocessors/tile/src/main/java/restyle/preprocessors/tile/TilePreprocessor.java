package restyle.preprocessors.tile;

import org.pf4j.Extension;
import restyle.plugins.Clip;
import restyle.plugins.ControlMap;
import restyle.plugins.FrameProcessor;
import restyle.plugins.Preprocessor;
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
    public FrameProcessor open(Clip clip, Settings settings) {
        return frame -> new ControlMap(frame.width(), frame.height(), frame.rgb());
    }
}
