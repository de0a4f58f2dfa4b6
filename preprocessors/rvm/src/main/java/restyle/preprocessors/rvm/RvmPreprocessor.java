package restyle.preprocessors.rvm;

import java.util.List;
import org.pf4j.Extension;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.plugins.Clip;
import restyle.plugins.FrameProcessor;
import restyle.plugins.Preprocessor;
import restyle.plugins.ResultKind;
import restyle.plugins.Setting;
import restyle.plugins.Settings;

/** Mattes by RobustVideoMatting, which follows its subject from frame to frame. Runs the network files that its authors publish. */
@Extension
public final class RvmPreprocessor implements Preprocessor {

    /** The length that the longer side has at most where the network looks for the subject, as its authors advise. */
    private static final float AUTO_SIDE = 512;

    @Override
    public String name() {
        return "rvm";
    }

    @Override
    public String summary() {
        return "Subject and background, told apart (RobustVideoMatting)";
    }

    @Override
    public ResultKind produces() {
        return ResultKind.MATTE;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.model("model", "rvm_mobilenetv3_fp32.onnx", "the network, fp32 or fp16"),
                Setting.numberOr(
                        "ratio",
                        List.of("auto"),
                        0.05,
                        1,
                        "how far frames are shrunk to find the subject; auto: to 512 pixels on the longer side"));
    }

    /**
     * @throws IllegalArgumentException if the ratio leaves nothing to look at
     * @throws restyle.models.graph.ModelException if the model is no such network
     */
    @Override
    public FrameProcessor open(Clip clip, Settings settings) {
        float ratio = settings.isNumber("ratio") ? (float) settings.number("ratio") : autoRatio(clip);
        int shorter = Math.min(clip.width(), clip.height());
        if (ratio * shorter < 1) {
            throw new IllegalArgumentException(
                    "ratio: %s leaves nothing of frames of %dx%d pixels; use %s or more, or auto"
                            .formatted(ratio, clip.width(), clip.height(), 1f / shorter));
        }
        Compute compute = new Compute(Device.find(clip.device()), clip.threads());
        return new RvmProcessor(clip, MattingNetwork.open(settings.model("model"), compute, clip, ratio));
    }

    /** At least one pixel of the shorter side is left. */
    private static float autoRatio(Clip clip) {
        float shorter = Math.min(clip.width(), clip.height());
        float longer = Math.max(clip.width(), clip.height());
        return Math.max(Math.min(AUTO_SIDE / longer, 1), 1 / shorter);
    }
}
