package restyle.models.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import restyle.models.testing.Golden;

/**
 * All samplers: against diffusers' schedulers, whose states were written down for the model {@code eps(x, t) = 0.3 x + 0.1 sin(t / 100)}, and
 * what must hold for each.
 */
class SamplerTest {

    private static final int SIZE = 24;

    @TestFactory
    List<DynamicTest> equalsDiffusers() throws IOException {
        JsonNode cases = new ObjectMapper().readTree(SamplerTest.class.getResourceAsStream("samplers.json"));
        Golden states = Golden.open("sampling/states.safetensors");
        List<DynamicTest> tests = new ArrayList<>();
        cases.forEach(c -> tests.add(DynamicTest.dynamicTest(c.get("name").asText(), () -> compare(c, states))));
        return tests;
    }

    private static void compare(JsonNode expected, Golden golden) {
        int steps = expected.get("steps").asInt();
        boolean karras = expected.get("karras").asBoolean();
        SamplerKind kind = SamplerKind.of(expected.get("sampler").asText() + (karras ? "-karras" : ""));
        Spacing spacing = kind == SamplerKind.LCM
                ? Spacing.TRAILING
                : Spacing.of(expected.get("spacing").asText());
        Sampler sampler = kind.create(new SamplerSettings(steps, Betas.LINEAR, spacing, Prediction.EPSILON));
        float[] all = golden.get(expected.get("name").asText()).toArray();
        float[] noise = golden.get("step_noise").toArray();
        SamplerState state = sampler.start(golden.get("start").toArray());
        double worst = 0;
        for (int i = 0; i < steps; i++) {
            assertEquals(expected.get("timesteps").get(i).asDouble(), sampler.timestep(i));
            float[] input = scaled(state.latents(), sampler.inputScale(i));
            state = sampler.advance(
                    state,
                    toyPrediction(input, sampler.timestep(i)),
                    i,
                    step -> Arrays.copyOfRange(noise, step * SIZE, (step + 1) * SIZE));
            float[] should = Arrays.copyOfRange(all, i * SIZE, (i + 1) * SIZE);
            worst = Math.max(worst, distance(should, state.latents()) / largest(should));
        }
        assertTrue(worst <= 1e-5, "off by " + worst + " of the largest value");
    }

    @ParameterizedTest
    @EnumSource
    void withPerfectPredictionsTheImageComesOutFromEveryStart(SamplerKind kind) {
        float[] image = random(1);
        for (Prediction prediction : Prediction.values()) {
            Sampler sampler = kind.create(new SamplerSettings(6, Betas.SCALED_LINEAR, Spacing.LEADING, prediction));
            NoiseSchedule schedule = new NoiseSchedule(Betas.SCALED_LINEAR);
            for (double strength : new double[] {1, 0.7, 0.2}) {
                int first = sampler.firstStep(strength);
                SamplerState state = sampler.start(random(2), image, first);
                for (int i = first; i < sampler.steps(); i++) {
                    float[] input = scaled(state.latents(), sampler.inputScale(i));
                    float[] predicted = perfect(input, image, level(sampler, schedule, i), prediction);
                    state = sampler.advance(state, predicted, i, step -> random(10 + step));
                }
                assertTrue(distance(image, state.latents()) < 2e-3, kind + " " + prediction + " from " + first);
            }
        }
    }

    /** Karras' levels lie between timesteps. */
    private static NoiseLevel level(Sampler sampler, NoiseSchedule schedule, int step) {
        double sigma =
                sampler instanceof DpmSolverSampler dpm ? dpm.sigma(step) : schedule.sigma(sampler.timestep(step));
        return NoiseLevel.ofSigma(sigma, Prediction.EPSILON);
    }

    private static float[] perfect(float[] input, float[] image, NoiseLevel level, Prediction prediction) {
        float[] predicted = new float[input.length];
        for (int i = 0; i < input.length; i++) {
            double noise = (input[i] - level.signal() * image[i]) / level.noise();
            predicted[i] = (float)
                    (prediction == Prediction.EPSILON ? noise : level.signal() * noise - level.noise() * image[i]);
        }
        return predicted;
    }

    @Test
    void keepsTheLastStepsOfTheSameGridForAStrength() {
        Sampler four = SamplerKind.EULER.create(settings(4, Spacing.TRAILING));
        assertEquals(0, four.firstStep(1));
        assertEquals(2, four.firstStep(0.5));
        assertEquals(2, four.firstStep(0.7));
        assertEquals(1, four.firstStep(0.75));
        assertEquals(
                71, SamplerKind.EULER.create(settings(100, Spacing.TRAILING)).firstStep(0.29));
    }

    @Test
    void refusesAStrengthThatLeavesNoStep() {
        Sampler four = SamplerKind.EULER.create(settings(4, Spacing.TRAILING));
        var error = assertThrows(IllegalArgumentException.class, () -> four.firstStep(0.2));
        assertEquals("strength 0.2 leaves none of 4 steps; the least that runs one is 0.25", error.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void everyNumberOfStepsHasTimestepsInRangeOrIsRefusedInWords(SamplerKind kind) {
        for (Spacing spacing : Spacing.values()) {
            for (int steps = 1; steps <= NoiseSchedule.TRAIN_STEPS; steps++) {
                Sampler sampler;
                try {
                    sampler = kind.create(settings(steps, spacing));
                } catch (IllegalArgumentException e) {
                    assertTrue(steps > 50 && e.getMessage().contains(steps + ""), kind + " " + e.getMessage());
                    continue;
                }
                double before = NoiseSchedule.TRAIN_STEPS;
                for (int i = 0; i < steps; i++) {
                    double t = sampler.timestep(i);
                    boolean falls = kind == SamplerKind.DPM_2M_KARRAS ? t <= before : t < before;
                    assertTrue(falls && t >= 0 && t < NoiseSchedule.TRAIN_STEPS, kind + " " + spacing + " " + steps);
                    before = t;
                }
            }
        }
    }

    /** 499.5 is 499.49999999999994 where strides are rounded first, so diffusers samples 499. */
    @Test
    void roundsTimestepsBetweenTwoWholeOnesAsDiffusers() {
        Sampler sampler =
                SamplerKind.DPM_2M.create(new SamplerSettings(30, Betas.LINEAR, Spacing.LINSPACE, Prediction.EPSILON));
        assertEquals(499, sampler.timestep(15));
        assertEquals(999, sampler.timestep(0));
        assertEquals(33, sampler.timestep(29));
    }

    @Test
    void samplersAreFoundByTheNamesThatUsersKnow() {
        assertEquals(List.of("euler", "dpm++2m", "dpm++2m-karras", "ddim", "lcm"), SamplerKind.names());
        var error = assertThrows(IllegalArgumentException.class, () -> SamplerKind.of("dpm"));
        assertEquals("expected euler or dpm++2m or dpm++2m-karras or ddim or lcm; found 'dpm'", error.getMessage());
    }

    @Test
    void stateIsNeverChanged() {
        for (SamplerKind kind : SamplerKind.values()) {
            Sampler sampler = kind.create(settings(4, Spacing.TRAILING));
            float[] noise = random(3);
            float[] image = random(4);
            SamplerState state = sampler.start(noise, image, 0);
            state = sampler.advance(state, random(5), 0, step -> random(6));
            float[] latents = state.latents().clone();
            float[] estimate = state.estimate().map(float[]::clone).orElse(new float[0]);
            sampler.advance(state, random(7), 1, step -> random(8));
            assertArrayEquals(random(3), noise);
            assertArrayEquals(random(4), image);
            assertArrayEquals(latents, state.latents());
            assertArrayEquals(estimate, state.estimate().orElse(new float[0]));
        }
    }

    private static SamplerSettings settings(int steps, Spacing spacing) {
        return new SamplerSettings(steps, Betas.LINEAR, spacing, Prediction.EPSILON);
    }

    private static float[] toyPrediction(float[] x, double t) {
        float[] predicted = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            predicted[i] = 0.3f * x[i] + (float) (0.1 * Math.sin(t / 100));
        }
        return predicted;
    }

    private static float[] scaled(float[] latents, float scale) {
        float[] scaled = latents.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= scale;
        }
        return scaled;
    }

    private static float[] random(long seed) {
        Random random = new Random(seed);
        float[] values = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static double distance(float[] a, float[] b) {
        double worst = 0;
        for (int i = 0; i < a.length; i++) {
            worst = Math.max(worst, Math.abs((double) a[i] - b[i]));
        }
        return worst;
    }

    private static double largest(float[] values) {
        return distance(values, new float[values.length]);
    }
}
