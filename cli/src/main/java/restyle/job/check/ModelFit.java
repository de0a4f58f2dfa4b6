package restyle.job.check;

import java.nio.file.Path;
import restyle.job.Job;
import restyle.job.Problems;
import restyle.models.model.Checkpoint;
import restyle.models.model.ControlModel;
import restyle.models.model.MotionModule;

/** Whether the files of a job are what they are used as, and belong together; reads names and shapes only. */
final class ModelFit {

    private ModelFit() {}

    static void check(Job job, Checkpoint checkpoint, Problems problems) {
        job.models().motion().ifPresent(path -> problems.check("--motion", () -> motion(path, job, checkpoint)));
        job.models()
                .vae()
                .ifPresent(path ->
                        problems.check("--vae", () -> checkpoint.withVae(path).vaeFactor()));
        for (Job.Control control : job.controls()) {
            control.net().ifPresent(path -> problems.check("--control " + control.name(), () -> net(path, checkpoint)));
        }
        problems.check("--model", () -> {
            checkpoint.vaeFactor();
            checkpoint.prediction();
            return checkpoint.contextWidth();
        });
    }

    private static MotionModule motion(Path path, Job job, Checkpoint checkpoint) {
        MotionModule module = MotionModule.open(path);
        module.requireFits(checkpoint);
        int context = job.sampling().context();
        module.maxFrames().filter(most -> context > most).ifPresent(most -> {
            throw new IllegalArgumentException(
                    "%s takes windows of up to %d frames, --context says %d".formatted(path, most, context));
        });
        return module;
    }

    private static ControlModel net(Path path, Checkpoint checkpoint) {
        ControlModel model = ControlModel.open(path, checkpoint);
        model.requireFits(checkpoint);
        return model;
    }
}
