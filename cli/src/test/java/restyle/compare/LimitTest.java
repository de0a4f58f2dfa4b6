package restyle.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.media.MediaPath;

class LimitTest {

    @TempDir
    Path folder;

    @Test
    void isPassedOrNot() throws IOException {
        Comparison comparison = compare(new FlatClip(16, 16, FlatClip.grey(0), FlatClip.grey(0)));
        assertTrue(broken("changeB>10", comparison).contains("changeB>10.0: found"));
        assertEquals("", broken("changeB.max>200", comparison));
        assertTrue(broken("psnr<60", comparison).startsWith("--fail-if psnr<60.0: found"));
        assertTrue(broken("changeRatio<1", comparison).contains("not defined"));
    }

    @Test
    void equalPicturesPassEveryLimitOfLikeness() throws IOException {
        FlatClip clip = new FlatClip(16, 16, FlatClip.grey(0), FlatClip.grey(40));
        MediaPath path = MediaPath.input(clip.write(folder.resolve("same")));
        Comparison comparison = Comparison.of(path, path, 1, notice -> {});
        assertEquals("", broken("psnr<60", comparison));
        assertEquals("", broken("ssim<0.999", comparison));
        assertEquals("", broken("labDriftAdded>0", comparison));
    }

    @Test
    void namesWhatThereIsWhereAMetricIsUnknown() {
        String message = assertThrows(IllegalArgumentException.class, () -> Limit.parse("beauty<1"))
                .getMessage();
        assertTrue(message.contains("no metric 'beauty'") && message.contains("warpErrorRatio"), message);
        for (String wrong : new String[] {"ssim", "ssim>", "ssim>lots", "ssim>NaN", "ssim=1", ">1"}) {
            assertThrows(IllegalArgumentException.class, () -> Limit.parse(wrong), wrong);
        }
        assertFalse(Limit.parse(" ssim < 0.9 ").above());
    }

    private static String broken(String limit, Comparison comparison) {
        return Limit.parse(limit).broken(comparison).orElse("");
    }

    /** A clip that stands still, against one that changes by 100 levels over three quarters of its pixels. */
    private Comparison compare(FlatClip a) throws IOException {
        FlatClip b = new FlatClip(16, 16, FlatClip.grey(50), FlatClip.grey(150));
        return Comparison.of(
                MediaPath.input(a.write(folder.resolve("a"))),
                MediaPath.input(b.write(folder.resolve("b"))),
                1,
                notice -> {});
    }
}
