package restyle.composite;

import restyle.plugins.Frame;
import restyle.plugins.Matte;

/** A backdrop that moves. */
record FootageBackdrop(LoopedFootage footage) implements Backdrop {

    @Override
    public Frame compose(Frame stylized, Matte matte, Frame source, double seconds) {
        return Compositor.over(stylized, matte, footage.at(seconds));
    }

    @Override
    public void close() {
        footage.close();
    }
}
