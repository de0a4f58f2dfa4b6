package restyle.models.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignSyntaxTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a fox <lora:ink_v2:0.8>",
                "a fox <hypernet:old:1>",
                "a [cat:dog:0.5] in rain",
                "a [cat|dog] in rain",
                "a {red|blue} fox",
                "a __colour__ fox",
                "a fox AND a hound"
            })
    void saysWhatIsReadAsPlainWords(String prompt) {
        for (Weighting weighting : Weighting.values()) {
            List<String> said = ForeignSyntax.in(prompt, weighting);
            assertEquals(1, said.size(), said.toString());
            assertTrue(said.get(0).contains("is read as"), said.get(0));
        }
    }

    @Test
    void knowsWhichRulesAreInForce() {
        assertEquals(1, ForeignSyntax.in("a fox BREAK rain", Weighting.COMFY).size());
        assertEquals(1, ForeignSyntax.in("a [dim] fox", Weighting.COMFY).size());
        assertEquals(List.of(), ForeignSyntax.in("a fox BREAK [dim] rain", Weighting.A1111));
    }

    @Test
    void leavesAloneWhatIsUnderstood() {
        for (Weighting weighting : Weighting.values()) {
            assertEquals(List.of(), ForeignSyntax.in("a (red:1.2) fox, ((bold)), 4:3, \\[x\\]", weighting));
        }
    }
}
