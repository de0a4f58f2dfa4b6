package restyle.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import restyle.plugins.Frame;

/**
 * What frames of both clips show, at moments that are evenly spread over a length not known beforehand: every frame at first; each time
 * there are too many, every other one is dropped and half as many are looked at from then on.
 */
final class ContentSamples {

    /** The usual encoder, ViT-H/14, takes some 330 billion operations a frame; a clip twice as long takes 32 frames more. */
    static final int MAX_FRAMES = 64;

    private record Sample(int frame, float[] a, float[] b) {}

    private final Function<Frame, float[]> embedder;
    private List<Sample> samples = new ArrayList<>();
    private int step = 1;

    /** @param embedder gives vectors of length 1 */
    ContentSamples(Function<Frame, float[]> embedder) {
        this.embedder = embedder;
    }

    void offer(int number, Frame a, Frame b) {
        if (number % step == 0 && samples.size() == MAX_FRAMES) {
            step *= 2;
            samples = new ArrayList<>(
                    samples.stream().filter(sample -> sample.frame % step == 0).toList());
        }
        if (number % step == 0) {
            samples.add(new Sample(number, embedder.apply(a), embedder.apply(b)));
        }
    }

    ContentAgreement agreement() {
        return new ContentAgreement(
                step,
                samples.stream().mapToInt(Sample::frame).toArray(),
                numbers((before, now) -> before == null ? Double.NaN : cosine(before.a, now.a)),
                numbers((before, now) -> before == null ? Double.NaN : cosine(before.b, now.b)),
                numbers((before, now) -> cosine(now.a, now.b)));
    }

    /** One for each sample, from the one before it, null for the first, and itself. */
    private double[] numbers(ToDoubleBiFunction<Sample, Sample> number) {
        double[] numbers = new double[samples.size()];
        Arrays.setAll(numbers, i -> number.applyAsDouble(i == 0 ? null : samples.get(i - 1), samples.get(i)));
        return numbers;
    }

    private static double cosine(float[] a, float[] b) {
        double cosine = 0;
        for (int i = 0; i < a.length; i++) {
            cosine += (double) a[i] * b[i];
        }
        return cosine;
    }
}
