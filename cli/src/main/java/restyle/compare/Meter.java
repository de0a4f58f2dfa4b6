package restyle.compare;

import restyle.compare.Measures.Likeness;
import restyle.compare.Measures.Steadiness;
import restyle.plugins.Frame;
import restyle.quality.PixelDifference;
import restyle.quality.StructuralSimilarity;
import restyle.quality.VisiblePixels;
import restyle.quality.WarpError;
import restyle.vision.OpticalFlow;

/** Measures two clips frame by frame; remembers one frame of each, and the colours of the first. */
final class Meter implements AutoCloseable {

    private final int width;
    private final int height;
    private final StructuralSimilarity similarity;
    private final OpticalFlow flow;
    private Frame lastA;
    private Frame lastB;
    private GreyPicture beforeA;
    private GreyPicture beforeB;
    private Colours first;

    /** Prepares for frames of one size. */
    Meter(int width, int height) {
        this.width = width;
        this.height = height;
        similarity = new StructuralSimilarity(width, height);
        flow = new OpticalFlow(width, height, OpticalFlow.Detail.FAST);
    }

    /** Returns the measures of the next two frames, which have one size. */
    Measures next(Frame frameA, Frame frameB) {
        GreyPicture a = GreyPicture.of(frameA);
        GreyPicture b = GreyPicture.of(frameB);
        Flicker flicker = beforeA == null ? Flicker.NONE : Flicker.between(beforeA, beforeB, a, b);
        Likeness likeness = new Likeness(similarity.of(frameA, frameB), PixelDifference.psnr(frameA, frameB));
        Steadiness steadiness = lastA == null ? Steadiness.NONE : steadiness(frameA, frameB);
        Colours colours = new Colours(
                Colours.Tint.of(frameA, first == null ? null : first.a()),
                Colours.Tint.of(frameB, first == null ? null : first.b()));
        beforeA = a;
        beforeB = b;
        lastA = frameA;
        lastB = frameB;
        first = first == null ? colours : first;
        return new Measures(flicker, Correlation.of(a.edges(), b.edges()), likeness, steadiness, colours);
    }

    private Steadiness steadiness(Frame frameA, Frame frameB) {
        VisiblePixels visible = new VisiblePixels(width, height, flow.of(frameA, lastA), flow.of(lastA, frameA));
        int count = 0;
        for (boolean flag : visible.flags()) {
            count += flag ? 1 : 0;
        }
        return new Steadiness(
                PixelDifference.mean(lastA, frameA),
                PixelDifference.mean(lastB, frameB),
                WarpError.of(lastA, frameA, visible),
                WarpError.of(lastB, frameB, visible),
                count / (double) visible.flags().length);
    }

    @Override
    public void close() {
        flow.close();
    }
}
