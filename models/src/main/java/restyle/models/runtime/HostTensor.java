package restyle.models.runtime;

/** Numbers in the computer's main memory, row-major, that go into a network or come out of one. */
public sealed interface HostTensor permits FloatTensor, LongTensor {

    /** Returns the sizes of the axes, outermost first. */
    long[] shape();
}
