package restyle.models.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.Session;
import restyle.models.runtime.ValueType;

/**
 * What an {@code .onnx} file is, told by what goes in and comes out. The network is loaded to find out.
 *
 * @param kind with its article
 * @param inputs by name
 * @param outputs by name
 */
public record OnnxReport(Path path, String kind, Map<String, ValueType> inputs, Map<String, ValueType> outputs) {
    /** Boxes, and for each its place, size, score and a score for each class, of YOLOX at 640 pixels. */
    private static final long[] DETECTIONS = {8400, 85};

    /** Tells whether a file is called as ONNX networks are. */
    public static boolean isOnnx(Path path) {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
    }

    /** @throws restyle.models.graph.ModelException if it cannot be loaded */
    public static OnnxReport of(Path path) {
        try (Session session = Session.open(path, new Compute(Device.CPU, 1))) {
            return new OnnxReport(path, kind(session), session.inputs(), session.outputs());
        }
    }

    private static String kind(Session session) {
        Set<String> in = session.inputs().keySet();
        if (in.containsAll(Set.of("src", "r1i", "r2i", "r3i", "r4i", "downsample_ratio"))) {
            return "a matting network (Robust Video Matting); it belongs to the preprocessor rvm";
        }
        if (session.outputs().keySet().containsAll(Set.of("simcc_x", "simcc_y"))) {
            return "a pose network (DWPose); it belongs to the preprocessor dwpose";
        }
        boolean detects = session.outputs().values().stream()
                .map(ValueType::shape)
                .anyMatch(shape -> shape.length == 3 && shape[1] == DETECTIONS[0] && shape[2] == DETECTIONS[1]);
        return detects
                ? "a detector of people and things (YOLOX); it belongs to the preprocessor dwpose"
                : "an ONNX network";
    }

    /** Returns the report as people read it, a line for each fact. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(path + ": " + kind));
        inputs.forEach((name, type) -> lines.add("input " + name + " " + type));
        outputs.forEach((name, type) -> lines.add("output " + name + " " + type));
        return lines;
    }

    /** Returns {@link #lines} as one text. */
    @Override
    public String toString() {
        return String.join(System.lineSeparator(), lines());
    }
}
