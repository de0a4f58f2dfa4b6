package restyle.pipeline.control;

import java.util.List;
import java.util.Optional;
import restyle.job.Job;
import restyle.job.Reference;
import restyle.models.runtime.FloatTensor;
import restyle.models.vision.ClipPicture;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.FrameStage;
import restyle.pipeline.flow.ReferenceTokens;
import restyle.pipeline.flow.ResourceStack;
import restyle.pipeline.flow.RunContext;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.networks.ReferenceMemory;
import restyle.plugins.Frame;

/**
 * Gives every frame what the reference pictures of its scene say, asked once for each scene. The image encoder is let go as soon as no
 * picture is left, so a single picture costs its memory only before the other networks are loaded.
 */
public final class References implements AutoCloseable {

    private final Reference reference;
    private final StageClock clock;
    private final ResourceStack open = new ResourceStack();
    private final List<ReferencePictures> pictures;
    private final ReferenceMemory memory;
    private final Optional<FloatTensor> negative;
    private ReferenceTokens tokens;
    private int scene;

    private References(Reference reference, Job job, RunContext run) {
        this.reference = reference;
        this.clock = run.clock();
        this.memory = run.references(reference);
        int threads = job.compute().threads();
        try (StageClock.Lap lap = clock.start(Stage.PREPROCESS, "reference")) {
            pictures = reference.pictures().stream()
                    .map(each -> open.keep(new ReferencePictures(each.clip(), threads, run.notices())))
                    .toList();
            boolean guided = job.sampling().guidance().isOn(0, job.sampling().steps());
            negative = guided ? Optional.of(memory.negative()) : Optional.empty();
            tokens = tokens(0);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * Opens the stage for a clip.
     *
     * @param from position of the first frame that is denoised; those before it need no pictures
     */
    public static FrameStage<ClipFrame, ClipFrame> open(Job job, RunContext run, long from) {
        if (job.reference().isEmpty()) {
            return FrameStage.none();
        }
        References stage = run.keep(new References(job.reference().get(), job, run));
        return FrameStage.each(frame -> frame.at().position() < from ? frame : stage.referred(frame));
    }

    private ClipFrame referred(ClipFrame frame) {
        int wanted = frame.at().scene();
        if (wanted != scene && !areLast()) {
            try (StageClock.Lap lap = clock.start(Stage.PREPROCESS, "reference")) {
                tokens = tokens(wanted);
            }
        }
        return frame.withReference(tokens);
    }

    private ReferenceTokens tokens(int wanted) {
        scene = wanted;
        List<FloatTensor> images =
                pictures.stream().map(each -> prepared(each.at(wanted))).toList();
        FloatTensor found = memory.tokens(images, reference.shares());
        if (areLast()) {
            memory.release();
        }
        return new ReferenceTokens(found, negative.orElse(found), reference.scale());
    }

    private boolean areLast() {
        return pictures.stream().allMatch(ReferencePictures::isLast);
    }

    private FloatTensor prepared(Frame picture) {
        return ClipPicture.prepare(picture.rgb(), picture.width(), picture.height(), memory.side());
    }

    @Override
    public void close() {
        try {
            memory.release();
        } finally {
            open.close();
        }
    }
}
