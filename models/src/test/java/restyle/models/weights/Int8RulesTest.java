package restyle.models.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.format.Safetensors;

/** Seeded matrices keep the size of what they multiply, so that a module is as loud as its proj_out is multiplied. */
class Int8RulesTest {
    private static final String MODULE = "up_blocks.0.motion_modules.1.";
    private static final String BLOCK = MODULE + "transformer_blocks.0.";

    @TempDir
    Path folder;

    private Map<String, Grain> grains(double gain) {
        Map<String, long[]> shapes = new TreeMap<>();
        shapes.put(MODULE + "proj_in.weight", new long[] {64, 64});
        shapes.put(MODULE + "proj_out.weight", new long[] {64, 64});
        shapes.put(BLOCK + "norm1.weight", new long[] {64});
        for (String layer : new String[] {"to_q", "to_k", "to_v", "to_out.0"}) {
            shapes.put(BLOCK + "attn1." + layer + ".weight", new long[] {64, 64});
        }
        return Int8Rules.DEFAULT.of(StateDict.of(Safetensors.read(SeededFiles.write(
                folder.resolve("motion.safetensors"),
                shapes,
                1,
                name -> name.contains("proj_out") ? value -> gain * value : value -> value))));
    }

    @Test
    void giveQuietMotionOneScaleATensor() {
        Map<String, Grain> grains = grains(0.5);
        assertEquals(6, grains.size());
        grains.forEach((name, grain) -> assertEquals(Grain.TENSOR, grain, name));
    }

    @Test
    void leaveTheValuesOfLoudMotionAsTheyAre() {
        Map<String, Grain> expected = new TreeMap<>();
        for (String name : new String[] {"proj_in", "proj_out"}) {
            expected.put(MODULE + name + ".weight", Grain.RUNS);
        }
        for (String name : new String[] {"to_q", "to_k"}) {
            expected.put(BLOCK + "attn1." + name + ".weight", Grain.RUNS);
        }
        assertEquals(expected, grains(2));
    }

    @Test
    void measureGain() {
        grains(3);
        StateDict network = StateDict.of(Safetensors.read(folder.resolve("motion.safetensors")));
        assertEquals(3, MotionGain.of(network).get(MODULE), 0.3);
    }
}
