package restyle.models.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class EulerStepTest {

    private static final double SIGMA = 2.2759626;

    @Test
    void withPerfectPredictionsTheLastStepReturnsTheImage() {
        float image = 0.7f;
        float noise = -1.3f;
        for (Prediction kind : Prediction.values()) {
            double norm = Math.sqrt(SIGMA * SIGMA + 1);
            double predicted = kind == Prediction.EPSILON ? noise : (noise - SIGMA * image) / norm;
            float[] latents = {(float) (image + SIGMA * noise)};
            new EulerStep(SIGMA, 0, kind).advance(latents, new float[] {(float) predicted});
            assertEquals(image, latents[0], 1e-6, kind.toString());
        }
    }

    @Test
    void scalesWhatTheNetworkSeesToUnitVariance() {
        assertEquals(1 / Math.sqrt(SIGMA * SIGMA + 1), new EulerStep(SIGMA, 0, Prediction.EPSILON).inputScale(), 1e-7);
    }
}
