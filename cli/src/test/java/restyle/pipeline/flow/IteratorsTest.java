package restyle.pipeline.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IteratorsTest {

    @Test
    void listsEndWhereAGroupDoes() {
        Iterator<Integer> numbers = IntStream.range(0, 10).iterator();
        Iterator<List<Integer>> lists = Iterators.lists(numbers, 4, number -> number == 0 || number == 5);
        List<List<Integer>> found = new ArrayList<>();
        lists.forEachRemaining(found::add);
        assertEquals(List.of(List.of(0, 1, 2, 3), List.of(4), List.of(5, 6, 7, 8), List.of(9)), found);
    }

    @Test
    void listsOfOneReadNothingAhead() {
        Iterator<Integer> numbers = IntStream.range(0, 3).iterator();
        assertEquals(List.of(0), Iterators.lists(numbers, 1, number -> false).next());
        assertEquals(1, numbers.next());
    }

    @Test
    void whatIsMadeOfEachComesInOrder() {
        Iterator<Integer> twice = Iterators.flatMap(
                List.of(3, 0, 2).iterator(), number -> List.of(number, number).subList(0, Math.min(2, number)));
        List<Integer> found = new ArrayList<>();
        twice.forEachRemaining(found::add);
        assertEquals(List.of(3, 3, 2, 2), found);
    }
}
