package restyle.job.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import restyle.job.Job;
import restyle.job.Problems;
import restyle.models.model.Checkpoint;
import restyle.models.model.ControlModel;
import restyle.models.model.MotionModule;
import restyle.models.model.NetworkFiles;
import restyle.models.model.T2IAdapterModel;
import restyle.models.weights.names.NetworkKind;

/**
 * Whether the files of a job are what they are used as, and belong together; reads names and shapes only. What is wrong with one file does
 * not keep the others from being looked at.
 */
final class ModelFit {

    private ModelFit() {}

    /** Returns the image model with the VAE that the job names, unless something is wrong with it, which is noted. */
    static Optional<Checkpoint> usable(Job.Models models, Problems problems) {
        Optional<Checkpoint> own = problems.check("--model", () -> Checkpoint.open(models.model()));
        Optional<Checkpoint> whole =
                models.vae().isPresent() ? withVae(own, models.vae().get(), problems) : own;
        Optional<Checkpoint> found = whole.or(() -> own)
                .map(model -> models.prediction().map(model::withPrediction).orElse(model));
        List<String> wrong = new ArrayList<>(found.map(Checkpoint::problems).orElse(List.of()));
        if (whole.isEmpty()) {
            // A VAE that cannot be used has been noted; the model's own need not be there then.
            found.flatMap(Checkpoint::vaeProblem).ifPresent(wrong::remove);
        }
        wrong.forEach(problem -> problems.add("--model: " + problem));
        return whole.isPresent() && wrong.isEmpty() ? found : Optional.empty();
    }

    private static Optional<Checkpoint> withVae(Optional<Checkpoint> own, Path vae, Problems problems) {
        if (own.isPresent()) {
            return problems.check("--vae", () -> own.get().withVae(vae));
        }
        problems.check("--vae", () -> NetworkFiles.open(vae, NetworkKind.VAE));
        return Optional.empty();
    }

    /** @param checkpoint the job's model, if it can be used; otherwise the other files are looked at by themselves */
    static void check(Job job, Optional<Checkpoint> checkpoint, Problems problems) {
        problems.check("--motion", () -> {
            job.models().motionModule().ifPresent(module -> motion(module, job, checkpoint));
            return job;
        });
        job.reference().ifPresent(reference -> ReferenceResolver.check(reference, checkpoint, problems));
        for (Job.Control control : job.controls()) {
            control.net().ifPresent(path -> problems.check("--control " + control.name(), () -> net(path, checkpoint)));
        }
    }

    private static void motion(MotionModule module, Job job, Optional<Checkpoint> checkpoint) {
        checkpoint.ifPresent(module::requireFits);
        int context = job.sampling().context();
        module.maxFrames().filter(max -> context > max).ifPresent(max -> {
            throw new IllegalArgumentException("%s supports windows of up to %d frames, found --context %d"
                    .formatted(job.models().motion().orElseThrow(), max, context));
        });
    }

    /** A ControlNet or a T2I-Adapter: its tensors say which. */
    private static Object net(Path path, Optional<Checkpoint> checkpoint) {
        ControlModel.requireControl(path);
        if (T2IAdapterModel.isAt(path)) {
            T2IAdapterModel adapter = T2IAdapterModel.open(path);
            checkpoint.ifPresent(adapter::requireFits);
            return adapter;
        }
        ControlModel model =
                checkpoint.map(base -> ControlModel.open(path, base)).orElseGet(() -> ControlModel.open(path));
        checkpoint.ifPresent(model::requireFits);
        return model;
    }
}
