package restyle.compare;

import restyle.plugins.Frame;

/** Measures two clips frame by frame; remembers one frame of each. */
final class Meter {

    private GreyPicture beforeA;
    private GreyPicture beforeB;

    /** The measures of the next two frames, which have one size. */
    Measures next(Frame frameA, Frame frameB) {
        GreyPicture a = GreyPicture.of(frameA);
        GreyPicture b = GreyPicture.of(frameB);
        Flicker flicker = beforeA == null ? Flicker.NONE : Flicker.between(beforeA, beforeB, a, b);
        beforeA = a;
        beforeB = b;
        return new Measures(flicker, Correlation.of(a.edges(), b.edges()));
    }
}
