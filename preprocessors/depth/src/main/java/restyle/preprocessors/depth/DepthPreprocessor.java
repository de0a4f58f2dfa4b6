package restyle.preprocessors.depth;

import java.util.List;
import org.pf4j.Extension;
import restyle.plugins.Clip;
import restyle.plugins.FrameProcessor;
import restyle.plugins.Preprocessor;
import restyle.plugins.Setting;
import restyle.plugins.Settings;

/** How near what a frame shows is, white on black, made at the size of the frames by Depth Anything V2 (arXiv 2406.09414). */
@Extension
public final class DepthPreprocessor implements Preprocessor {
    /** Short side of the pictures that the network was trained on. */
    private static final int TRAINED_SIDE = 518;

    private static final int GPU_BATCH = 4;
    private static final int MIN_SIDE = 70;
    private static final int MAX_SIDE = 2 * TRAINED_SIDE;

    @Override
    public String name() {
        return "depth";
    }

    @Override
    public String summary() {
        return "Depth, near is white (Depth Anything V2)";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.model("model", "depth_anything_v2_vits.pth", "Depth Anything's weights, or an .onnx file"),
                Setting.choice(
                        "range",
                        List.of("scene", "frame"),
                        "black to white is the depth of the scene so far, known eight frames ahead, or of each frame by itself, which flickers"),
                Setting.integer(
                        "side",
                        TRAINED_SIDE,
                        MIN_SIDE,
                        MAX_SIDE,
                        "short side, in pixels, at which the network looks; smaller is faster"),
                Setting.integer(
                        "batch",
                        0,
                        0,
                        DepthProcessor.AHEAD,
                        "frames that the network sees together; 0: 4 on a GPU, 1 on the CPU, where more is not faster"));
    }

    @Override
    public FrameProcessor open(Clip clip, Settings settings) {
        int side = Math.toIntExact(settings.integer("side"));
        int asked = Math.toIntExact(settings.integer("batch"));
        int batch = asked > 0 ? asked : clip.device().equals("cpu") ? 1 : GPU_BATCH;
        return new DepthProcessor(
                clip,
                settings.model("model"),
                side,
                batch,
                settings.text("range").equals("scene"));
    }
}
