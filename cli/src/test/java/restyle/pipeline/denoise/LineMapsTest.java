package restyle.pipeline.denoise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class LineMapsTest {

    @Test
    void invertsWhatIsMostlyLightAndLeavesTheRest() {
        byte[] paper = {-1, -1, -1, 0};
        assertArrayEquals(new byte[] {0, 0, 0, -1}, LineMaps.whiteOnBlack(paper));
        byte[] night = {0, 0, 0, -1};
        assertSame(night, LineMaps.whiteOnBlack(night));
    }
}
