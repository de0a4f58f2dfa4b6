package @PACKAGE@;

import java.util.List;
import org.pf4j.Extension;
import restyle.plugins.Clip;
import restyle.plugins.Finisher;
import restyle.plugins.FrameFinisher;
import restyle.plugins.Setting;
import restyle.plugins.Settings;
import restyle.plugins.VideoFormat;

/** Brighter or darker frames: a beginning, to be replaced by what you do to them. */
@Extension
public final class @CLASS@ implements Finisher {

    @Override
    public String name() {
        return "@NAME@";
    }

    @Override
    public String summary() {
        return "Brighter or darker frames";
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.number("gain", 1, 0, 10, "factor on every level"));
    }

    @Override
    public FrameFinisher open(Clip clip, VideoFormat restyled, Settings settings) {
        double gain = settings.number("gain");
        return (source, next) -> List.of(next.withPixels(scaled(next.frame().rgb(), gain)));
    }

    private static byte[] scaled(byte[] rgb, double gain) {
        byte[] scaled = new byte[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            scaled[i] = (byte) Math.min(255, Math.round(gain * Byte.toUnsignedInt(rgb[i])));
        }
        return scaled;
    }
}
