package restyle.pipeline.flow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** Small stages made of functions. */
public final class Iterators {

    private Iterators() {}

    /** Returns a stage that turns each element into another, when it is asked for it. */
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

    /** Returns a stage that hands on the elements up to the first that is the last, and asks for none behind it. */
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

    /**
     * Returns a stage that hands elements on in lists, read as far as that needs.
     *
     * @param count of elements in a list, unless another group begins or the end comes before
     * @param begins tells whether an element begins a group, and so a list
     */
    public static <T> Iterator<List<T>> lists(Iterator<T> input, int count, Predicate<T> begins) {
        return new Iterator<>() {
            private T held;

            @Override
            public boolean hasNext() {
                return held != null || input.hasNext();
            }

            @Override
            public List<T> next() {
                List<T> list = new ArrayList<>();
                list.add(held != null ? held : input.next());
                held = null;
                while (list.size() < count && held == null && input.hasNext()) {
                    T next = input.next();
                    if (begins.test(next)) {
                        held = next;
                    } else {
                        list.add(next);
                    }
                }
                return list;
            }
        };
    }

    /** Returns a stage that turns each element into several others. */
    public static <A, B> Iterator<B> flatMap(Iterator<A> input, Function<A, List<B>> function) {
        return new Iterator<>() {
            private Iterator<B> current = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                while (!current.hasNext() && input.hasNext()) {
                    current = function.apply(input.next()).iterator();
                }
                return current.hasNext();
            }

            @Override
            public B next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return current.next();
            }
        };
    }

    /** Returns a stage that hands on the elements that fit. */
    public static <T> Iterator<T> filter(Iterator<T> input, Predicate<T> fits) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(input, Spliterator.ORDERED), false)
                .filter(fits)
                .iterator();
    }
}
