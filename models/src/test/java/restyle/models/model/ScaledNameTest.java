package restyle.models.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import restyle.models.graph.ModelException;

class ScaledNameTest {

    @ParameterizedTest
    @CsvSource({
        "style, style, 0.8",
        "style:0.5, style, 0.5",
        "style:1, style, 1",
        "style:-.25, style, -0.25",
        "style:2., style, 2",
        "style:0, style, 0",
        "C:\\loras\\style.safetensors, C:\\loras\\style.safetensors, 0.8",
        "C:\\loras\\style.safetensors:0.5, C:\\loras\\style.safetensors, 0.5",
        "/loras/ratio 16:9.safetensors, /loras/ratio 16:9.safetensors, 0.8",
        "/loras/ratio 16:9.safetensors:0.5, /loras/ratio 16:9.safetensors, 0.5",
        "there:3, there:3, 0.8",
        "there:3:0.5, there:3, 0.5",
        "style:strong, style:strong, 0.8",
        "style:, style:, 0.8",
        ":0.5, :0.5, 0.8",
        "style:1e9, style:1e9, 0.8"
    })
    void splitsAtTheLastColonBeforeANumber(String text, String name, double scale) {
        assertEquals(new ScaledName(name, scale), ScaledName.parse(text, 0.8, Set.of("there:3")::contains));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.8, 1, 0, -0.25, 0.0004, 100})
    void readsWhatItWrites(double scale) {
        ScaledName name = new ScaledName("style", scale);
        assertEquals(name, ScaledName.parse(name.text(), 0.5, text -> false));
    }

    @Test
    void refusesScalesThatNobodyMeans() {
        assertThrows(ModelException.class, () -> ScaledName.parse("style:101", 1, text -> false));
    }
}
