package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchRatiosTest {

    @Test
    void divideWhatBothHaveAndLeaveOutTheRest() throws IOException {
        String earlier =
                "{\"seconds\":4,\"precision\":\"fp32\",\"networks\":{\"UNet\":{\"calls\":2,\"idle\":0}},\"gone\":1}";
        Map<String, Object> now = Map.of(
                "seconds",
                2.0,
                "precision",
                "int8",
                "networks",
                Map.of("UNet", Map.of("calls", 3, "idle", 5)),
                "new",
                1);
        assertEquals(
                Map.of("seconds", 0.5, "networks/UNet/calls", 1.5),
                BenchRatios.of(new ObjectMapper().readTree(earlier), now).values());
    }
}
