package restyle.preprocessors.dwpose;

import java.util.List;
import org.pf4j.Extension;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.plugins.Clip;
import restyle.plugins.FrameProcessor;
import restyle.plugins.Preprocessor;
import restyle.plugins.Setting;
import restyle.plugins.Settings;

/**
 * Skeletons of the people in a frame, coloured on black as OpenPose draws them, made at the size of the frames. A frame without people
 * gives a black map. YOLOX finds people, RTMPose as distilled by DWPose (arXiv 2307.15880) their keypoints.
 */
@Extension
public final class DwposePreprocessor implements Preprocessor {

    @Override
    public String name() {
        return "dwpose";
    }

    @Override
    public String summary() {
        return "Skeletons of people: body, hands and face (DWPose)";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.model("detector", "yolox_l.onnx", "network that finds people"),
                Setting.model("pose", "dw-ll_ucoco_384.onnx", "network that finds the keypoints of a person"),
                Setting.flag("body", true, "draw bodies"),
                Setting.flag("hands", true, "draw hands"),
                Setting.flag("face", true, "draw faces"),
                Setting.number("threshold", 0.3, 0, 1, "keypoints with a lower score are hidden"),
                Setting.number("detector-threshold", 0.3, 0.1, 1, "people with a lower score are left out"),
                Setting.number("smoothing", 0, 0, 0.95, "share of the frames before in each keypoint; 0 is off"));
    }

    @Override
    public FrameProcessor open(Clip clip, Settings settings) {
        Compute compute = new Compute(Device.find(clip.device()), clip.threads());
        PersonDetector detector =
                new PersonDetector(settings.model("detector"), clip, compute, settings.number("detector-threshold"));
        PoseEstimator estimator;
        try {
            estimator = new PoseEstimator(settings.model("pose"), compute);
        } catch (RuntimeException e) {
            detector.close();
            throw e;
        }
        Smoothing smoothing = new Smoothing(settings.number("smoothing"));
        Skeletons skeletons = new Skeletons(
                settings.flag("body"), settings.flag("hands"), settings.flag("face"), settings.number("threshold"));
        return new DwposeProcessor(detector, estimator, smoothing, skeletons);
    }
}
