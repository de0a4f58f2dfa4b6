package restyle.preprocessors.dwpose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmoothingTest {

    @Test
    void zeroChangesNothing() {
        Smoothing off = new Smoothing(0);
        List<Person> people = List.of(person(0, 10, 0.8));
        off.smooth(List.of(person(0, 20, 0.8)));
        assertSame(people, off.smooth(people));
    }

    @Test
    void movesTowardsWhereAPointIsFound() {
        Smoothing smoothing = new Smoothing(0.75);
        assertPoint(10, 0.8, smoothing.smooth(List.of(person(0, 10, 0.8))));
        assertPoint(12, 0.8, smoothing.smooth(List.of(person(0, 18, 0.8))));
        assertPoint(13.5, 0.8, smoothing.smooth(List.of(person(0, 18, 0.8))));
    }

    @Test
    void aLostPointStaysAndFades() {
        Smoothing smoothing = new Smoothing(0.5);
        smoothing.smooth(List.of(person(0, 10, 0.8)));
        assertPoint(10, 0.4, smoothing.smooth(List.of(person(0, -50, -0.1))));
        assertPoint(10, 0.2, smoothing.smooth(List.of(person(0, -50, 0))));
    }

    @Test
    void followsEachPersonByItsBox() {
        Smoothing smoothing = new Smoothing(0.5);
        smoothing.smooth(List.of(person(0, 10, 0.8), person(500, 510, 0.8)));
        List<Person> found = smoothing.smooth(List.of(person(505, 520, 0.8), person(3, 14, 0.8)));
        assertPoint(515, 0.8, found.subList(0, 1));
        assertPoint(12, 0.8, found.subList(1, 2));
    }

    @Test
    void nobodyTakesThePastOfTwo() {
        Smoothing smoothing = new Smoothing(0.5);
        smoothing.smooth(List.of(person(0, 10, 0.8)));
        List<Person> found = smoothing.smooth(List.of(person(0, 20, 0.8), person(0, 30, 0.8)));
        assertPoint(15, 0.8, found.subList(0, 1));
        assertPoint(30, 0.8, found.subList(1, 2));
    }

    @Test
    void aResetForgets() {
        Smoothing smoothing = new Smoothing(0.5);
        smoothing.smooth(List.of(person(0, 10, 0.8)));
        smoothing.reset();
        assertPoint(20, 0.6, smoothing.smooth(List.of(person(0, 20, 0.6))));
    }

    /** Someone 100 pixels wide and high, whose points are all at one place. */
    private static Person person(double left, double x, double score) {
        Box box = new Box(left, 0, left + 99, 99, 1);
        return new Person(box, Collections.nCopies(Person.KEYPOINTS, new Keypoint(x, 50, score)));
    }

    private static void assertPoint(double x, double score, List<Person> people) {
        for (Keypoint point : people.get(0).keypoints()) {
            assertEquals(x, point.x(), 1e-9);
            assertEquals(score, point.score(), 1e-9);
        }
    }
}
