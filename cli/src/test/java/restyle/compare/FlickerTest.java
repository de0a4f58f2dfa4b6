package restyle.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FlickerTest {

    @Test
    void isTheMeanChangeOfEachClip() {
        Flicker flicker = between(new float[] {0, 0, -1, 10}, new float[] {2, -4, 3, 8});

        assertEquals(2.75, flicker.a(), 1e-6);
        assertEquals(4.25, flicker.b(), 1e-6);
    }

    @Test
    void isAddedWhereTheSourceIsStill() {
        // The first three pixels of A are still: (2 + 4 + 3) / 3 of B less (0 + 0 + 1) / 3 of A.
        Flicker flicker = between(new float[] {0, 0, -1, 10}, new float[] {2, -4, 3, 8});

        assertEquals(8 / 3.0, flicker.added(), 1e-6);
    }

    @Test
    void addsNothingThatCouldBeToldWhereEverythingMoves() {
        assertEquals(
                Double.NaN, between(new float[] {3, -9}, new float[] {50, 50}).added());
    }

    private static Flicker between(float[] changeA, float[] changeB) {
        GreyPicture before = grey(new float[changeA.length]);
        return Flicker.between(before, before, grey(changeA), grey(changeB));
    }

    private static GreyPicture grey(float[] levels) {
        return new GreyPicture(levels.length, 1, levels);
    }
}
