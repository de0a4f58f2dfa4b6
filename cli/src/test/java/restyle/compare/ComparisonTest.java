package restyle.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static restyle.compare.FlatClip.grey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.media.MediaPath;

class ComparisonTest {

    private static final double NONE = Double.NaN;

    @TempDir
    Path folder;

    @Test
    void measuresFlickerOfBothClipsAndWhatIsAdded() throws IOException {
        // A quarter of each picture is white and stays so: changes of the rest count three quarters.
        FlatClip a = new FlatClip(16, 16, grey(100), grey(100), grey(101), grey(141));
        FlatClip b = new FlatClip(16, 16, grey(50), grey(58), grey(50), grey(70));

        Comparison comparison = compare(a, b);

        assertCurve(comparison, Curve.Kind.FLICKER_A, NONE, 0, 0.75, 30);
        assertCurve(comparison, Curve.Kind.FLICKER_B, NONE, 6, 6, 15);
        assertCurve(comparison, Curve.Kind.ADDED_FLICKER, NONE, 6, 5.25, 0);
        assertEquals(List.of(), comparison.notes());
    }

    @Test
    void structureIsKeptWhereOutlinesAreTheSame() throws IOException {
        Comparison comparison =
                compare(new FlatClip(16, 16, grey(0), grey(255)), new FlatClip(16, 16, grey(128), grey(128)));

        assertCurve(comparison, Curve.Kind.STRUCTURE, 1, NONE);
    }

    @Test
    void comparesTheCommonPartAtTheSizeOfTheFirstAndSaysSo() throws IOException {
        Comparison comparison =
                compare(new FlatClip(16, 16, grey(1), grey(2), grey(3)), new FlatClip(32, 48, grey(1), grey(2)));

        assertEquals(2, comparison.frames());
        assertEquals(2, comparison.notes().size());
        assertTrue(comparison.notes().get(0).startsWith("A has more frames than B: only the first 2"));
        assertTrue(comparison.notes().get(1).startsWith("B has 32x48 pixels"));
    }

    @Test
    void writesTheSameNumbersAsJson() throws IOException {
        Comparison comparison =
                compare(new FlatClip(16, 16, grey(10), grey(10)), new FlatClip(16, 16, grey(10), grey(30)));
        Path file = folder.resolve("numbers.json");

        ReportNumbers.write(comparison, file);

        JsonNode numbers = new ObjectMapper().readTree(Files.readString(file));
        assertEquals(2, numbers.get("framesCompared").asInt());
        assertEquals(16, numbers.get("a").get("width").asInt());
        assertTrue(numbers.get("perFrame").get("flickerB").get(0).isNull());
        assertEquals(15, numbers.get("perFrame").get("flickerB").get(1).asDouble(), 1e-4);
        assertEquals(15, numbers.get("summary").get("addedFlicker").get("mean").asDouble(), 1e-4);
        assertEquals(1, numbers.get("summary").get("structure").get("min").asDouble(), 1e-4);
        assertEquals(1, numbers.get("version").asInt());
        assertTrue(numbers.at("/perFrame/psnr/0").isNull(), "equal pictures");
        assertEquals(15, numbers.at("/summary/changeB/mean").asDouble(), 1e-9);
        assertTrue(numbers.at("/whole/changeRatio").isNull(), "A stands still");
        assertEquals(0, numbers.at("/perSecond/labDriftB/0").asDouble());
        assertEquals(3, numbers.at("/lab/b/mean/1").size());
    }

    private Comparison compare(FlatClip a, FlatClip b) throws IOException {
        MediaPath pathA = MediaPath.input(a.write(folder.resolve("a")));
        MediaPath pathB = MediaPath.input(b.write(folder.resolve("b")));
        return Comparison.of(pathA, pathB, 1, notice -> {});
    }

    private static void assertCurve(Comparison comparison, Curve.Kind kind, double... expected) {
        assertArrayEquals(expected, comparison.curves(kind).get(0).values(), 1e-4);
    }
}
