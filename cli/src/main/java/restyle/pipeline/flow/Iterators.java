package restyle.pipeline.flow;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** Small stages made of functions. */
public final class Iterators {

    private Iterators() {}

    /** A stage that turns each element into another, when it is asked for it. */
    public static <A, B> Iterator<B> map(Iterator<A> input, Function<A, B> function) {
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

    /** A stage that hands on the elements up to the first that is the last, and asks for none behind it. */
    public static <T> Iterator<T> to(Iterator<T> input, Predicate<T> isLast) {
        return new Iterator<>() {
            private boolean ended;

            @Override
            public boolean hasNext() {
                return !ended && input.hasNext();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                T element = input.next();
                ended = isLast.test(element);
                return element;
            }
        };
    }

    /** A stage that hands on the elements that fit. */
    public static <T> Iterator<T> filter(Iterator<T> input, Predicate<T> fits) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(input, Spliterator.ORDERED), false)
                .filter(fits)
                .iterator();
    }
}
