package restyle.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {

    /** A stored picture of two rows, {@code abc} over {@code def}, and how it is shown; rows are divided by a slash. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 1, abc/def, 0, false",
        "0, 1, -1, 0, da/eb/fc, 90, false",
        "-1, 0, 0, -1, fed/cba, 180, false",
        "0, -1, 1, 0, cf/be/ad, 270, false",
        "-1, 0, 0, 1, cba/fed, 0, true",
        "1, 0, 0, -1, def/abc, 180, true",
        "0, 1, 1, 0, ad/be/cf, 270, true",
        "0, -1, -1, 0, fc/eb/da, 90, true"
    })
    void turnsByDisplayMatrix(int a, int b, int c, int d, String shown, int degrees, boolean mirrored) {
        int[] matrix = {a << 16, b << 16, 0, c << 16, d << 16, 0, 0, 0, 1 << 30};
        Orientation orientation = Orientation.ofDisplayMatrix(matrix);
        assertEquals(degrees, orientation.degrees());
        assertEquals(mirrored, orientation.mirrored());
        assertEquals(shown.indexOf('/') == 2, orientation.swapsSides());
        assertArrayEquals(pixels(shown), orientation.apply(pixels("abc/def"), 3, 2));
    }

    private static byte[] pixels(String rows) {
        String letters = rows.replace("/", "");
        byte[] rgb = new byte[3 * letters.length()];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (letters.charAt(i / 3) + i % 3);
        }
        return rgb;
    }
}
