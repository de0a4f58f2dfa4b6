package restyle.preprocessors.dwpose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import restyle.models.runtime.FloatTensor;
import restyle.plugins.Frame;

class LetterboxTest {

    @ParameterizedTest
    @CsvSource({
        "1280, 720, 640, 360",
        "176, 144, 640, 523",
        "333, 251, 640, 482",
        "251, 377, 426, 640",
        "640, 640, 640, 640",
        "97, 99, 627, 640",
        "638, 40, 639, 40",
        "638, 89, 639, 89"
    })
    void truncatesSizes(int width, int height, int scaledWidth, int scaledHeight) {
        Letterbox letterbox = Letterbox.of(640, width, height);
        assertEquals(scaledWidth, letterbox.width());
        assertEquals(scaledHeight, letterbox.height());
    }

    @Test
    void keepsARowOfAVeryWidePicture() {
        assertEquals(1, Letterbox.of(640, 700, 1).height());
    }

    @ParameterizedTest
    @MethodSource("restyle.preprocessors.dwpose.Golden#all")
    void scalesLikeTheOriginal(Golden golden) throws Exception {
        Frame frame = golden.frame();
        assertEquals(golden.sha256(), sha256(frame.rgb()), "the picture itself");
        FloatTensor bgr = FloatTensor.zeros(1, 3, 640, 640);
        Letterbox.of(640, frame.width(), frame.height()).fill(frame, bgr);
        byte[] rgb = new byte[bgr.count()];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) bgr.data().get((2 - i / (640 * 640)) * 640 * 640 + i % (640 * 640));
        }
        assertEquals(golden.letterboxSha256(), sha256(rgb));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
