package restyle.preprocessors.depth;

import java.nio.file.Path;
import java.util.function.DoubleUnaryOperator;
import restyle.models.testing.SeededFiles;

/** A depth network narrower than Depth Anything V2 Small, with the values that the expected maps were made with. */
final class SeededDepth {
    private static final long SEED = 21;

    private SeededDepth() {}

    static Path write(Path file) {
        return SeededFiles.write(file, SeededFiles.manifest("depth"), SEED, SeededDepth::change);
    }

    /** Larger values where small ones would silence a part. */
    private static DoubleUnaryOperator change(String name) {
        if (name.endsWith("pos_embed")) {
            return value -> value * 120;
        } else if (name.endsWith(".gamma")) {
            return value -> value * 10;
        } else if (name.endsWith("output_conv2.0.weight")) {
            return value -> value * 2;
        }
        return name.endsWith("output_conv2.2.bias") ? value -> value + 2 : DoubleUnaryOperator.identity();
    }
}
