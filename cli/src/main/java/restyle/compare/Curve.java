package restyle.compare;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * One number over all frames.
 *
 * @param kind which number
 * @param values one for each frame, NaN where it is not defined
 */
record Curve(Kind kind, double[] values) {

    /** The numbers that are measured. */
    enum Kind {
        FLICKER_A("flickerA", "A", measures -> measures.flicker().a()),
        FLICKER_B("flickerB", "B", measures -> measures.flicker().b()),
        ADDED_FLICKER(
                "addedFlicker",
                "added by B where A is still",
                measures -> measures.flicker().added()),
        STRUCTURE("structure", "edges of A and B", Measures::structure),
        SSIM("ssim", "SSIM", measures -> measures.likeness().ssim()),
        PSNR("psnr", "PSNR", measures -> measures.likeness().psnr()),
        CHANGE_A("changeA", "A", measures -> measures.steadiness().changeA()),
        CHANGE_B("changeB", "B", measures -> measures.steadiness().changeB()),
        WARP_ERROR_A("warpErrorA", "A", measures -> measures.steadiness().warpErrorA()),
        WARP_ERROR_B("warpErrorB", "B", measures -> measures.steadiness().warpErrorB()),
        VISIBLE("visible", "share compared", measures -> measures.steadiness().visible()),
        LAB_DRIFT_A("labDriftA", "A", measures -> measures.colours().a().drift()),
        LAB_DRIFT_B("labDriftB", "B", measures -> measures.colours().b().drift());

        /** Name in JSON, and class in the page. */
        final String key;

        final String label;
        private final ToDoubleFunction<Measures> number;

        Kind(String key, String label, ToDoubleFunction<Measures> number) {
            this.key = key;
            this.label = label;
            this.number = number;
        }

        Curve of(List<Measures> frames) {
            return new Curve(this, frames.stream().mapToDouble(number).toArray());
        }
    }

    /** Returns the mean; NaN if the number is defined nowhere; so are {@link #min} and {@link #max}. */
    double mean() {
        // Decibels of equal pictures are infinite, and say nothing about the others.
        return defined().filter(Double::isFinite).average().orElseGet(this::max);
    }

    double min() {
        return defined().min().orElse(Double.NaN);
    }

    double max() {
        return defined().max().orElse(Double.NaN);
    }

    /** Returns the means of {@code most} equal parts of the clip, or the values themselves if there are no more than that. */
    double[] atMost(int most) {
        if (values.length <= most) {
            return values;
        }
        double[] parts = new double[most];
        for (int i = 0; i < most; i++) {
            int from = (int) ((long) i * values.length / most);
            int to = (int) ((i + 1L) * values.length / most);
            parts[i] = defined(Arrays.stream(values, from, to)).average().orElse(Double.NaN);
        }
        return parts;
    }

    private DoubleStream defined() {
        return defined(Arrays.stream(values));
    }

    private static DoubleStream defined(DoubleStream numbers) {
        return numbers.filter(number -> !Double.isNaN(number));
    }
}
