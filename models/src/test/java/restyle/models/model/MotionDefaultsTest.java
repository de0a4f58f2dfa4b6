package restyle.models.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import restyle.models.weights.names.ModelKind;

/** Files as their makers call them, in any folder. */
class MotionDefaultsTest {

    @ParameterizedTest
    @CsvSource({
        "animatediff_lightning_1step_comfyui.safetensors, MOTION_V2, AnimateDiff-Lightning, euler, 1, 1.0",
        "animatediff_lightning_2step_diffusers.safetensors, MOTION_V2, AnimateDiff-Lightning, euler, 2, 1.0",
        "AnimateDiff_Lightning_4step.ckpt, MOTION_V2, AnimateDiff-Lightning, euler, 4, 1.0",
        "animatediff_lightning_8step_comfyui.safetensors, MOTION_V2, AnimateDiff-Lightning, euler, 8, 1.0",
        "animatediff_lightning_20240229123step.safetensors, MOTION_V2, AnimateDiff-Lightning, euler, 4, 1.0",
        "unknown.safetensors, MOTION_V2, AnimateDiff-Lightning, euler, 4, 1.0",
        "mm_sd_v14.ckpt, MOTION_V1, the original AnimateDiff, dpm++2m, 25, 7.5",
        "renamed.ckpt, MOTION_V1, the original AnimateDiff, dpm++2m, 25, 7.5",
        "mm_sd_v15_v2.ckpt, MOTION_V2, the original AnimateDiff, dpm++2m, 25, 7.5",
        "renamed_lightning_4step.ckpt, MOTION_V3, the original AnimateDiff, dpm++2m, 25, 7.5",
        "animatediff-motion-adapter-v1-5-2/diffusion_pytorch_model.safetensors, MOTION_V2, the original AnimateDiff, dpm++2m, 25, 7.5",
        "renamed.ckpt, MOTION_LCM, AnimateLCM, lcm, 8, 1.0",
        "AnimateLCM/diffusion_pytorch_model.fp16.safetensors, MOTION_V2, AnimateLCM, lcm, 8, 1.0"
    })
    void knowsWhatAModuleWasMadeFor(
            Path file, ModelKind version, String family, String sampler, int steps, double guidance) {
        MotionDefaults defaults = MotionDefaults.of(file, version);
        assertEquals(family, defaults.family());
        assertEquals(sampler, defaults.sampler().toString());
        assertEquals(steps, defaults.steps());
        assertEquals(guidance, defaults.guidance());
        boolean counted = file.toString().matches("(?i).*lightning_\\dstep.*") && version == ModelKind.MOTION_V2;
        assertEquals(counted ? Optional.of(steps) : Optional.empty(), defaults.trainedSteps());
    }
}
