package restyle.preprocessors.dwpose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import restyle.plugins.Frame;
import restyle.preprocessors.dwpose.Golden.GoldenPerson;

class PersonCropTest {

    /** Boxes, and the affine matrix that the original made of each: u = scale * x + left, v = scale * y + top. */
    @ParameterizedTest
    @CsvSource({
        "10, 20, 110, 220, 1.536, 51.84, 7.68",
        "0, 0, 300, 50, 0.768, 28.8, 172.8",
        "-40.5, -10, 60, 400, 0.7492682926829268, 136.69463414634146, 45.89268292682926",
        "5.25, 6.5, 6.25, 9.5, 102.4, -444.8, -627.2",
        "100, 100, 175, 200, 3.072, -278.4, -268.8"
    })
    void mapsLikeTheOriginal(
            double left, double top, double right, double bottom, double scale, double shiftX, double shiftY) {
        PersonCrop crop = PersonCrop.of(new Box(left, top, right, bottom, 1), 288.0 / 384);
        for (double share : new double[] {0, 0.25, 1}) {
            assertEquals(share * 288, scale * crop.frameX(share) + shiftX, 1e-9);
            assertEquals(share * 384, scale * crop.frameY(share) + shiftY, 1e-9);
        }
    }

    @ParameterizedTest
    @CsvSource({"gates, 0, crop_gates_0.png", "edge, 0, crop_edge_0.png"})
    void cutsOutLikeTheOriginal(String name, int person, String file) throws Exception {
        Golden golden = Golden.named(name);
        Frame frame = golden.frame();
        GoldenPerson found = golden.people().get(person);
        double[] box = found.box();
        PersonCrop crop = PersonCrop.of(new Box(box[0], box[1], box[2], box[3], box[4]), 288.0 / 384);
        Frame expected = Golden.picture(file);
        CropSampler sampler = new CropSampler(expected.width(), expected.height());
        int differing = 0;
        for (int i = 0; i < expected.rgb().length; i++) {
            int level = sampler.level(frame, crop, i / 3 % expected.width(), i / 3 / expected.width(), i % 3);
            int difference = Math.abs(level - Byte.toUnsignedInt(expected.rgb()[i]));
            assertTrue(difference <= 1, "sample " + i + " differs by " + difference);
            differing += difference;
        }
        assertTrue(differing <= 0.01 * expected.rgb().length, differing + " samples differ");
    }
}
