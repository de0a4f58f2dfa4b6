package restyle.models.check.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import restyle.models.testing.SeededFiles;

/** Upscalers of a few features, with the values that the expected numbers were made with. */
final class UpscalerFiles {

    private UpscalerFiles() {}

    static Path write(Path file, String name, long seed) {
        Map<String, long[]> names = switch (name) {
            case "rrdb_x4" -> rrdb(3, 2);
            case "rrdb_x2" -> rrdb(12, 1);
            case "compact_x4" -> compact();
            case "span_x2", "span_x2_no_norm" -> span(6, 2);
            case "span_x4" -> span(8, 4);
            default -> throw new IllegalArgumentException(name);
        };
        boolean normal = name.startsWith("span") && !name.endsWith("no_norm");
        if (name.endsWith("no_norm")) {
            names.put("no_norm", new long[] {1});
        }
        return SeededFiles.write(file, names, seed, tensor -> change(tensor, normal));
    }

    /** Pictures arrive as -127..127: sizes are brought back to about 1. */
    private static DoubleUnaryOperator change(String tensor, boolean normal) {
        boolean first = tensor.equals("conv_1.sk.weight") || tensor.equals("conv_1.conv.0.weight");
        return normal && first ? value -> value / 64 : DoubleUnaryOperator.identity();
    }

    static Map<String, long[]> rrdb(int inputs, int blocks) {
        Map<String, long[]> names = new LinkedHashMap<>();
        conv(names, "conv_first", 8, inputs, 3);
        for (int b = 0; b < blocks; b++) {
            for (int r = 1; r <= 3; r++) {
                for (int k = 1; k <= 5; k++) {
                    conv(names, "body." + b + ".rdb" + r + ".conv" + k, k < 5 ? 4 : 8, 4 + 4 * k, 3);
                }
            }
        }
        for (String name : new String[] {"conv_body", "conv_up1", "conv_up2", "conv_hr"}) {
            conv(names, name, 8, 8, 3);
        }
        conv(names, "conv_last", 3, 8, 3);
        return names;
    }

    private static Map<String, long[]> compact() {
        Map<String, long[]> names = new LinkedHashMap<>();
        for (int i = 0; i < 6; i++) {
            conv(names, "body." + 2 * i, i < 5 ? 16 : 48, i > 0 ? 16 : 3, 3);
            if (i < 5) {
                names.put("body." + (2 * i + 1) + ".weight", new long[] {16});
            }
        }
        return names;
    }

    private static Map<String, long[]> span(int features, int scale) {
        Map<String, long[]> names = new LinkedHashMap<>();
        parts(names, "conv_1", features, 3);
        for (int b = 1; b <= 6; b++) {
            for (int c = 1; c <= 3; c++) {
                parts(names, "block_" + b + ".c" + c + "_r", features, features);
            }
        }
        conv(names, "conv_cat", features, 4L * features, 1);
        parts(names, "conv_2", features, features);
        conv(names, "upsampler.0", 3L * scale * scale, features, 3);
        return names;
    }

    private static void parts(Map<String, long[]> names, String name, int out, int in) {
        conv(names, name + ".sk", out, in, 1);
        conv(names, name + ".conv.0", 2L * in, in, 1);
        conv(names, name + ".conv.1", 2L * out, 2L * in, 3);
        conv(names, name + ".conv.2", out, 2L * out, 1);
        conv(names, name + ".eval_conv", out, in, 3);
    }

    private static void conv(Map<String, long[]> names, String name, long out, long in, long kernel) {
        names.put(name + ".weight", new long[] {out, in, kernel, kernel});
        names.put(name + ".bias", new long[] {out});
    }
}
