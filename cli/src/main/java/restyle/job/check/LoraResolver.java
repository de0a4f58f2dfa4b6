package restyle.job.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import restyle.job.Job;
import restyle.job.Problems;
import restyle.job.options.JobOptions;
import restyle.job.options.LayeredOptions;
import restyle.job.options.ModelLibrary;
import restyle.models.lora.Lora;
import restyle.models.model.Checkpoint;
import restyle.models.model.MotionModule;
import restyle.models.model.ScaledName;
import restyle.models.weights.StateDict;
import restyle.models.weights.names.NetworkKind;

/** Finds the LoRAs that options name, and checks that they fit the model; reads names and shapes only. */
final class LoraResolver {

    private static final String LORA = "--lora";
    private static final String MOTION_LORA = "--motion-lora";

    private LoraResolver() {}

    /** Looks LoRAs up, and writes what was found into the options. */
    static List<Job.LoraFile> loras(LayeredOptions layers, Problems problems) {
        JobOptions options = layers.options();
        List<Job.LoraFile> loras = find(LORA, options.lora, Lora.STRENGTH, layers.library(), problems);
        options.lora = written(loras);
        return loras;
    }

    /** Looks motion LoRAs up, and writes what was found into the options. */
    static List<Job.LoraFile> motionLoras(LayeredOptions layers, Problems problems) {
        JobOptions options = layers.options();
        List<Job.LoraFile> loras =
                find(MOTION_LORA, options.motionLora, Lora.MOTION_STRENGTH, layers.library(), problems);
        options.motionLora = written(loras);
        return loras;
    }

    private static List<Job.LoraFile> find(
            String option, List<String> texts, double strength, ModelLibrary library, Problems problems) {
        List<Job.LoraFile> found = new ArrayList<>();
        for (String text : texts == null ? List.<String>of() : texts) {
            problems.check(option, () -> {
                        ScaledName name = ScaledName.parse(text, strength, whole -> library.isThere(whole));
                        return new Job.LoraFile(library.find(name.name()), name.scale());
                    })
                    .ifPresent(found::add);
        }
        return found;
    }

    private static List<String> written(List<Job.LoraFile> loras) {
        return loras.isEmpty()
                ? null
                : loras.stream()
                        .map(lora -> new ScaledName(lora.file().toString(), lora.strength()).text())
                        .toList();
    }

    /**
     * Checks what LoRAs are, and whether the model and its motion module have what they change.
     *
     * @param checkpoint without LoRAs; empty if there is a problem with it
     * @return what the user should know, one line each
     */
    static List<String> check(Job.Models models, Optional<Checkpoint> checkpoint, Problems problems) {
        List<String> warnings = new ArrayList<>();
        boolean sound = problems.isEmpty();
        for (Job.LoraFile lora : models.lora()) {
            problems.check(LORA, () -> Lora.open(lora.file(), lora.strength()))
                    .filter(opened -> sound)
                    .ifPresent(opened ->
                            problems.check(LORA, () -> fit(opened, models, checkpoint.orElseThrow(), warnings)));
        }
        for (Job.LoraFile lora : models.motionLora()) {
            problems.check(MOTION_LORA, () -> Lora.openMotion(lora.file(), lora.strength()))
                    .filter(opened -> sound)
                    .ifPresent(opened ->
                            problems.check(MOTION_LORA, () -> fit(opened, models, checkpoint.orElseThrow(), warnings)));
        }
        return warnings;
    }

    private static boolean fit(Lora lora, Job.Models models, Checkpoint checkpoint, List<String> warnings) {
        StateDict unet = models.motion()
                .map(path -> checkpoint.unet().and(MotionModule.open(path).tensors()))
                .orElse(checkpoint.unet());
        Lora.Changes changes = lora.changes(NetworkKind.UNET, unet);
        lora.changes(NetworkKind.TEXT_ENCODER, checkpoint.text());
        if (!changes.unused().isEmpty()) {
            warnings.add(
                    "%s: %d of its layers have no effect, because the motion module has none in the middle of the UNet"
                            .formatted(lora.path(), changes.unused().size()));
        }
        return true;
    }
}
