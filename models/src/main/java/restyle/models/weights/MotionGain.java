package restyle.models.weights;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds how loud motion modules are: the root mean square of what their attention across frames adds to a picture, were its tokens independent
 * and of unit variance. What rounding costs grows with it. Found in the weights alone, from rows spread over each matrix.
 */
final class MotionGain {
    private static final Pattern ATTENTION =
            Pattern.compile("(.*motion_modules\\.\\d+\\.)(transformer_blocks\\.\\d+\\.)attn(\\d+)\\.to_v\\.weight");
    private static final int ROWS = 32;

    private final StateDict network;

    private MotionGain(StateDict network) {
        this.network = network;
    }

    /** Returns the largest gain of any attention layer of each motion module, by what the names of its tensors begin with. */
    static Map<String, Double> of(StateDict network) {
        MotionGain gain = new MotionGain(network);
        Map<String, Double> modules = new TreeMap<>();
        for (String name : network.tensors().keySet()) {
            Matcher attention = ATTENTION.matcher(name);
            if (attention.matches()) {
                modules.merge(attention.group(1), gain.of(attention), Math::max);
            }
        }
        return modules;
    }

    private double of(Matcher attention) {
        String module = attention.group(1);
        String block = module + attention.group(2);
        String layer = block + "attn" + attention.group(3);
        StoredTensor norm = network.get(block + "norm" + attention.group(3) + ".weight");
        return Math.sqrt(squares(norm) / norm.count())
                * rowNorm(network.get(layer + ".to_v.weight"))
                * rowNorm(network.get(layer + ".to_out.0.weight"))
                * rowNorm(network.get(module + "proj_out.weight"));
    }

    /** Returns the root mean square of the Euclidean norms of the rows. */
    private static double rowNorm(StoredTensor matrix) {
        long rows = Math.min(ROWS, matrix.dim(0));
        double sum = 0;
        for (long row = 0; row < rows; row++) {
            long at = row * matrix.dim(0) / rows;
            sum += squares(matrix.rows(at, at + 1));
        }
        return Math.sqrt(sum / rows);
    }

    private static double squares(StoredTensor values) {
        double sum = 0;
        for (float value : TensorValues.floats(values)) {
            sum += (double) value * value;
        }
        return sum;
    }
}
