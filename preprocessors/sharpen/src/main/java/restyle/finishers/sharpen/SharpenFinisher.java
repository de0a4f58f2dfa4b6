package restyle.finishers.sharpen;

import java.util.List;
import org.pf4j.Extension;
import restyle.plugins.Clip;
import restyle.plugins.FilmFrame;
import restyle.plugins.Finisher;
import restyle.plugins.Frame;
import restyle.plugins.FrameFinisher;
import restyle.plugins.Setting;
import restyle.plugins.Settings;
import restyle.plugins.VideoFormat;

/** Sharpens each frame by unsharp masking. */
@Extension
public final class SharpenFinisher implements Finisher {

    @Override
    public String name() {
        return "sharpen";
    }

    @Override
    public String summary() {
        return "Sharper edges (unsharp mask)";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.number("amount", 0.6, 0, 10, "how much of what a blur takes away is added; 0 changes nothing"),
                Setting.number(
                        "radius",
                        1,
                        0.1,
                        50,
                        "standard deviation of that blur, in pixels: the finest detail, or coarser"));
    }

    @Override
    public FrameFinisher open(Clip clip, VideoFormat restyled, Settings settings) {
        UnsharpMask mask = new UnsharpMask(settings.number("amount"), settings.number("radius"));
        return (source, next) -> List.of(sharpened(next, mask));
    }

    private static FilmFrame sharpened(FilmFrame next, UnsharpMask mask) {
        Frame frame = next.frame();
        return next.withPixels(mask.sharpened(frame.width(), frame.height(), frame.rgb()));
    }
}
