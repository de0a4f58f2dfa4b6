package restyle.preprocessors.rvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import restyle.models.graph.DType;
import restyle.models.graph.Graph;
import restyle.models.graph.Tensor;

/**
 * A network file with RobustVideoMatting's interface that is easy to compute by hand. With grey = the mean of a pixel's channels,
 * <pre>
 *   state[k] = KEEP[k] * state[k] + (1 - KEEP[k]) * grey      k = 0..3
 *   pha      = ratio * (MIX[0] * state[0] + ... + MIX[3] * state[3])
 *   fgr      = gain * src
 * </pre>
 * State k has k + 1 equal channels at the size of the frame.
 */
final class RecurrentNetwork {

    static final float[] KEEP = {0.5f, 0.25f, 0.125f, 0.75f};
    static final float[] MIX = {0.4f, 0.3f, 0.2f, 0.1f};

    private static final long ANY = -1;

    private RecurrentNetwork() {}

    /** @param dtype of everything but the ratio */
    static Path write(Path file, DType dtype, float gain) throws IOException {
        Graph graph = new Graph();
        Tensor src = graph.input("src", dtype, 1, 3, ANY, ANY).cast(DType.FLOAT);
        Tensor grey = src.mean(1);
        Tensor sum = grey.mul(0);
        for (int k = 0; k < KEEP.length; k++) {
            Tensor before = graph.input("r" + (k + 1) + "i", dtype, 1, ANY, ANY, ANY)
                    .cast(DType.FLOAT)
                    .mean(1);
            Tensor after = before.mul(KEEP[k]).add(grey.mul(1 - KEEP[k]));
            sum = sum.add(after.mul(MIX[k]));
            graph.output("r" + (k + 1) + "o", channels(after, k + 1).cast(dtype));
        }
        graph.output("pha", sum.mul(graph.input("downsample_ratio", 1)).cast(dtype));
        graph.output("fgr", src.mul(gain).cast(dtype));
        return Files.write(file, graph.toModel().bytes());
    }

    private static Tensor channels(Tensor one, int count) {
        Tensor all = one;
        for (int i = 1; i < count; i++) {
            all = all.concat(1, one);
        }
        return all;
    }
}
