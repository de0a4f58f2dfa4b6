package restyle.models.check.run;

import java.util.List;
import java.util.stream.Stream;
import restyle.models.lora.Lora;
import restyle.models.model.Checkpoint;

/** The options of networks that LoRAs change. */
final class LoraOptions {
    static final RunOption LORA =
            RunOption.repeated("--lora", "FILE[:SCALE]", "LoRA, folded into the weights; the scale is 1 unless given.");
    static final RunOption MOTION_LORA = RunOption.repeated(
            "--motion-lora", "FILE[:SCALE]", "LoRA for the motion module; the scale is 0.8 unless given.");

    /** As the authors of AnimateDiff recommend. */
    private static final float MOTION_SCALE = 0.8f;

    private LoraOptions() {}

    /** Returns the image model with the LoRAs that a run was given. */
    static Checkpoint checkpoint(RunSource source) {
        Stream<Lora> loras =
                source.options().scaled(LORA, 1).stream().map(file -> Lora.open(file.file(), file.scale()));
        Stream<Lora> motion = source.options().scaled(MOTION_LORA, MOTION_SCALE).stream()
                .map(file -> Lora.openMotion(file.file(), file.scale()));
        List<Lora> all = Stream.concat(loras, motion).toList();
        return source.checkpoint().withLoras(all);
    }
}
