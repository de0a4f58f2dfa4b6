package restyle.models.weights.names;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import restyle.models.graph.FileRegion;
import restyle.models.weights.KeyMap;
import restyle.models.weights.StateDict;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.StoredType;

class KeyMapsTest {

    private static final String HUGE = "99999999999";

    @ParameterizedTest
    @ValueSource(strings = {"input_blocks.#.0.weight", "output_blocks.#.1.weight", "input_hint_block.#.weight"})
    void aNumberThatNoIntHoldsIsNoBlock(String name) {
        assertEquals(Optional.empty(), KeyMaps.LDM_UNET.rename(name.replace("#", HUGE)));
        assertEquals(Optional.empty(), KeyMaps.LDM_CONTROLNET.rename(name.replace("#", HUGE)));
    }

    @Test
    void norIsItAStepOfAnUpscaler() {
        Map<String, StoredTensor> tensors = new TreeMap<>();
        for (String name : new String[] {"model.0.weight", "model.10.weight", "model." + HUGE + ".weight"}) {
            FileRegion region = new FileRegion(Path.of("old.pth"), 0, 4);
            tensors.put(name, new StoredTensor(name, StoredType.F32, new long[] {1}, region));
        }
        KeyMap map = UpscalerKeyMaps.oldEsrgan(new StateDict("old.pth", new TreeMap<>(tensors)));
        assertEquals(Optional.of("conv_first.weight"), map.rename("model.0.weight"));
        assertEquals(Optional.of("conv_last.weight"), map.rename("model.10.weight"));
        assertEquals(Optional.empty(), map.rename("model." + HUGE + ".weight"));
    }
}
