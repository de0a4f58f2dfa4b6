package @PACKAGE@;

import java.util.List;
import org.pf4j.Extension;
import restyle.plugins.Clip;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;
import restyle.plugins.Preprocessor;
import restyle.plugins.Setting;
import restyle.plugins.Settings;

/** How bright each pixel is: a beginning, to be replaced by what your control maps show. */
@Extension
public final class @CLASS@ implements Preprocessor {

    @Override
    public String name() {
        return "@NAME@";
    }

    @Override
    public String summary() {
        return "Brightness, white on black";
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.number("contrast", 1, 0, 10, "factor on the distance from middle grey"));
    }

    @Override
    public FrameProcessor open(Clip clip, Settings settings) {
        double contrast = settings.number("contrast");
        return frame -> ControlMap.grey(frame.width(), frame.height(), brightness(frame, contrast));
    }

    private static byte[] brightness(Frame frame, double contrast) {
        byte[] rgb = frame.rgb();
        byte[] grey = new byte[frame.width() * frame.height()];
        for (int i = 0; i < grey.length; i++) {
            int red = Byte.toUnsignedInt(rgb[3 * i]);
            int green = Byte.toUnsignedInt(rgb[3 * i + 1]);
            int blue = Byte.toUnsignedInt(rgb[3 * i + 2]);
            double luma = 0.299 * red + 0.587 * green + 0.114 * blue;
            grey[i] = (byte) Math.max(0, Math.min(255, Math.round(128 + contrast * (luma - 128))));
        }
        return grey;
    }
}
