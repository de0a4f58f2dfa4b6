package restyle.models.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Expected grids were made with diffusers' EulerDiscreteScheduler. */
class EulerSamplerTest {

    private static final float[] NOISE = {-1.3f};

    @Test
    void equalsDiffusersOnEveryGoldenTrailingGrid() throws IOException {
        JsonNode cases = new ObjectMapper().readTree(EulerSamplerTest.class.getResourceAsStream("schedules.json"));
        assertEquals(6, cases.size());
        for (JsonNode expected : cases) {
            EulerSampler sampler = trailing(expected.get("steps").asInt(), Prediction.EPSILON);
            for (int i = 0; i < sampler.steps(); i++) {
                assertEquals(expected.get("timesteps").get(i).asInt(), sampler.timestep(i));
                assertEquals(expected.get("sigmas").get(i).asDouble(), sampler.sigma(i), 1e-9);
            }
            assertEquals(0, sampler.sigma(sampler.steps()));
        }
    }

    @Test
    void keepsEveryTimestepInRangeWhereFloatArithmeticWouldAddOne() {
        Sampler sampler = trailing(61, Prediction.EPSILON);
        assertEquals(61, sampler.steps());
        assertEquals(15, sampler.timestep(60));
    }

    @Test
    void withPerfectPredictionsTheLastStepReturnsTheImage() {
        float image = 0.7f;
        for (Prediction kind : Prediction.values()) {
            EulerSampler sampler = trailing(2, kind);
            double sigma = sampler.sigma(1);
            double velocity = (NOISE[0] - sigma * image) / Math.sqrt(sigma * sigma + 1);
            float[] predicted = {kind == Prediction.EPSILON ? NOISE[0] : (float) velocity};
            SamplerState start = sampler.start(NOISE, new float[] {image}, 1);
            assertEquals(image, sampler.advance(start, predicted, 1, null).latents()[0], 1e-6, kind.toString());
        }
    }

    @Test
    void scalesWhatTheNetworkSeesToUnitVariance() {
        EulerSampler sampler = trailing(2, Prediction.EPSILON);
        assertEquals(1 / Math.sqrt(sampler.sigma(1) * sampler.sigma(1) + 1), sampler.inputScale(1), 1e-7);
    }

    @Test
    void leavesTheStateBeforeAStepAsItWas() {
        Sampler sampler = trailing(4, Prediction.EPSILON);
        SamplerState start = sampler.start(NOISE);
        float[] before = start.latents().clone();
        sampler.advance(start, new float[] {1}, 0, null);
        assertArrayEquals(before, start.latents());
    }

    private static EulerSampler trailing(int steps, Prediction prediction) {
        return new EulerSampler(new SamplerSettings(steps, Betas.LINEAR, Spacing.TRAILING, prediction));
    }
}
