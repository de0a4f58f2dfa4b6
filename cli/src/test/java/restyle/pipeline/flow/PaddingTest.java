package restyle.pipeline.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import restyle.job.PixelSize;

class PaddingTest {

    @Test
    void repeatsTheLastColumnAndRow() {
        byte[] rgb = {1, 1, 1, 2, 2, 2};
        byte[] padded = new Padding(new PixelSize(2, 1), new PixelSize(3, 2)).pad(rgb);
        assertArrayEquals(new byte[] {1, 1, 1, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2}, padded);
    }

    @Test
    void copiesNothingWhereNothingIsPadded() {
        byte[] rgb = new byte[3];
        assertSame(rgb, new Padding(new PixelSize(1, 1), new PixelSize(1, 1)).pad(rgb));
    }
}
