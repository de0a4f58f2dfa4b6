package restyle.finishers.sharpen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import restyle.plugins.Clip;
import restyle.plugins.FilmFrame;
import restyle.plugins.Fraction;
import restyle.plugins.Frame;
import restyle.plugins.FrameFinisher;
import restyle.plugins.Settings;
import restyle.plugins.VideoFormat;
import restyle.plugins.testing.FinisherContract;

class SharpenFinisherTest {

    private static final int WIDTH = 24;
    private static final int HEIGHT = 17;

    @Test
    void keepsTheContract() {
        FinisherContract.check(new SharpenFinisher(), Map.of("amount", "2", "radius", "3"));
    }

    @Test
    void noAmountChangesNothing() throws Exception {
        byte[] rgb = noise();
        assertArrayEquals(rgb, sharpened(0, 1, rgb));
    }

    /** The formula, with a kernel over four standard deviations to each side as OpenCV's is for floating-point pictures. */
    @Test
    void addsWhatAGaussianBlurTakesAway() throws Exception {
        byte[] rgb = noise();
        byte[] found = sharpened(1.5, 1.25, rgb);
        double[] kernel = kernel(1.25, 5);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                for (int c = 0; c < 3; c++) {
                    double blurred = 0;
                    for (int dy = -5; dy <= 5; dy++) {
                        for (int dx = -5; dx <= 5; dx++) {
                            blurred += kernel[dy + 5] * kernel[dx + 5] * at(rgb, x + dx, y + dy, c);
                        }
                    }
                    double exact = at(rgb, x, y, c) * 2.5 - 1.5 * blurred;
                    assertEquals(Math.max(0, Math.min(255, exact)), at(found, x, y, c), 0.51);
                }
            }
        }
    }

    private static double[] kernel(double deviation, int reach) {
        double[] kernel = new double[2 * reach + 1];
        double sum = 0;
        for (int i = -reach; i <= reach; i++) {
            kernel[i + reach] = Math.exp(-i * i / (2 * deviation * deviation));
            sum += kernel[i + reach];
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= sum;
        }
        return kernel;
    }

    private static int at(byte[] rgb, int x, int y, int c) {
        int column = mirrored(x, WIDTH);
        int row = mirrored(y, HEIGHT);
        return Byte.toUnsignedInt(rgb[3 * (row * WIDTH + column) + c]);
    }

    private static int mirrored(int at, int count) {
        return at < 0 ? -at : at >= count ? 2 * count - 2 - at : at;
    }

    private static byte[] noise() {
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        new Random(3).nextBytes(rgb);
        return rgb;
    }

    private static byte[] sharpened(double amount, double radius, byte[] rgb) throws Exception {
        Clip clip = new Clip(WIDTH, HEIGHT, 25, "cpu", 1);
        VideoFormat format = new VideoFormat(WIDTH, HEIGHT, new Fraction(25, 1), new Fraction(1, 25));
        Settings settings = new Settings(Map.of("amount", amount, "radius", radius));
        Frame frame = new Frame(0, WIDTH, HEIGHT, rgb);
        try (FrameFinisher finisher = new SharpenFinisher().open(clip, format, settings)) {
            List<FilmFrame> made = finisher.finish(frame, new FilmFrame(frame, 4));
            assertEquals(List.of(4L), made.stream().map(FilmFrame::ticks).toList());
            return made.get(0).frame().rgb();
        }
    }
}
