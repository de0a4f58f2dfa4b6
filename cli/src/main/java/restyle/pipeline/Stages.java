package restyle.pipeline;

import java.util.Iterator;
import java.util.function.Function;

/** Small stages made of functions. */
final class Stages {

    private Stages() {}

    /** A stage that turns each element into another, when it is asked for it. */
    static <A, B> Iterator<B> map(Iterator<A> input, Function<A, B> function) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return input.hasNext();
            }

            @Override
            public B next() {
                return function.apply(input.next());
            }
        };
    }
}
