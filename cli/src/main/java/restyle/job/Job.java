package restyle.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import restyle.composite.Background;
import restyle.media.AudioMode;
import restyle.media.OutputFormat;
import restyle.models.model.Checkpoint;
import restyle.models.model.MotionModule;
import restyle.models.nets.MotionNorms;
import restyle.models.sampling.Betas;
import restyle.models.sampling.Guidance;
import restyle.models.sampling.Prediction;
import restyle.models.sampling.Sampler;
import restyle.models.sampling.SamplerKind;
import restyle.models.sampling.SamplerSettings;
import restyle.models.sampling.Spacing;
import restyle.models.sampling.StepRange;
import restyle.models.text.PromptSchedule;
import restyle.models.text.Weighting;
import restyle.plugins.Settings;

/**
 * One clip to restyle, with everything looked up and checked; made by {@code JobResolver}. Equal jobs on one kind of device give
 * equal frames, whatever {@link Compute} and {@link Output} say.
 *
 * @param input video, image, or image sequence
 * @param models which networks
 * @param prompts what they are told
 * @param sampling how noise becomes a picture
 * @param selection which frames, at which size
 * @param controls preprocessors and ControlNets, in order
 * @param reference pictures that show what it should look like
 * @param backing what stands behind the subject and which part is restyled, where not all is what was generated
 * @param deflicker how many generated frames before and after each it is averaged with; 0 leaves them as they are
 * @param delivery what happens to restyled frames before they are written
 * @param output where the result goes
 * @param compute what may be used to compute
 */
public record Job(
        String input,
        Models models,
        Prompts prompts,
        Sampling sampling,
        Selection selection,
        List<Control> controls,
        Optional<Reference> reference,
        Optional<Backing> backing,
        int deflicker,
        Delivery delivery,
        Output output,
        Compute compute) {

    public Job {
        controls = List.copyOf(controls);
    }

    /** Returns how the output is written. */
    public OutputFormat format() {
        OutputFormat format =
                OutputFormat.DEFAULT.withThreads(compute.threads()).withEncoderOptions(output.encoderOptions());
        format = output.codec().isPresent() ? format.withCodec(output.codec().get()) : format;
        format = output.quality().isPresent()
                ? format.withQuality(output.quality().get())
                : format;
        format = format.withAudio(output.audio());
        return selection.frames().isAll() ? format : format.withCut();
    }

    /** Returns which part is restyled. */
    public RestyledPart restyled() {
        return backing.map(Backing::restyled).orElse(RestyledPart.ALL);
    }

    /** Tells whether denoising needs the source's own latents. */
    public boolean encodesSource() {
        return sampling.strength() < 1 || restyled().keepsSome();
    }

    /**
     * Weight files.
     *
     * @param model checkpoint file or diffusers folder
     * @param motion AnimateDiff motion module; none means frames are generated one by one
     * @param vae autoencoder instead of the model's own
     * @param prediction what the UNet predicts, where the user says so; otherwise the model's files do
     * @param motionNorms over what the motion module is normalised
     * @param lora what changes the image model, in this order
     * @param motionLora what changes the motion module, or belongs to it, after them
     */
    public record Models(
            Path model,
            Optional<Path> motion,
            Optional<Path> vae,
            Optional<Prediction> prediction,
            MotionNorms motionNorms,
            List<LoraFile> lora,
            List<LoraFile> motionLora) {

        public Models {
            lora = List.copyOf(lora);
            motionLora = List.copyOf(motionLora);
        }

        /**
         * Opens the image model as the job wants it, without its LoRAs.
         *
         * @throws restyle.models.graph.ModelException if a file is not what it is used as
         */
        public Checkpoint checkpoint() {
            Checkpoint own = Checkpoint.open(model);
            Checkpoint whole = vae.map(own::withVae).orElse(own);
            return prediction.map(whole::withPrediction).orElse(whole);
        }

        /**
         * Opens the motion module as the job wants it.
         *
         * @throws restyle.models.graph.ModelException if the file is something else
         */
        public Optional<MotionModule> motionModule() {
            return motion.map(file -> MotionModule.open(file).withNorms(motionNorms));
        }
    }

    /**
     * A LoRA and how much of it counts.
     *
     * @param strength 1 as it was trained
     */
    public record LoraFile(Path file, double strength) {}

    /**
     * What the text encoder reads.
     *
     * @param negative counts only at steps with guidance above 1
     * @param clipSkip 1 is the last layer, 2 the one before
     * @param weighting whose rules the prompts are read by
     * @param embeddings files with words that the prompts may use, by the files' names
     */
    public record Prompts(
            PromptSchedule prompt, PromptSchedule negative, int clipSkip, Weighting weighting, List<Path> embeddings) {

        public Prompts {
            embeddings = List.copyOf(embeddings);
        }
    }

    /**
     * How noise becomes a picture.
     *
     * @param sampler how each step moves the latents
     * @param betas what the motion module was trained with
     * @param spacing which timesteps are sampled; empty for samplers with a grid of their own
     * @param steps of the whole grid, 1..1000
     * @param strength 0..1, see {@link Sampler#firstStep}
     * @param guidance at steps above 1 the UNet runs twice
     * @param seed see {@link restyle.models.sampling.FrameNoise}
     * @param noiseType whether every frame has noise of its own
     * @param noise safetensors file with the tensor {@code noise} [frames, 4, h, w], instead of the seed
     * @param stepNoise safetensors file with the tensor {@code step_noise} [steps, frames, 4, h, w], instead of the seed, for samplers that
     *     add noise between steps
     * @param context frames in a window
     * @param overlap frames that neighbouring windows share
     */
    public record Sampling(
            SamplerKind sampler,
            Betas betas,
            Optional<Spacing> spacing,
            int steps,
            double strength,
            Guidance guidance,
            long seed,
            NoiseType noiseType,
            Optional<Path> noise,
            Optional<Path> stepNoise,
            int context,
            int overlap) {

        /**
         * Makes the sampler.
         *
         * @param prediction what the UNet returns
         * @throws IllegalArgumentException if its grid has no room for so many steps
         */
        public Sampler create(Prediction prediction) {
            return sampler.create(new SamplerSettings(steps, betas, spacing.orElse(Spacing.TRAILING), prediction));
        }
    }

    /**
     * Which frames are generated, and at which size.
     *
     * @param size see {@link SizeOption}
     * @param fps fewer frames per second than the source, if given
     * @param every how many frames the diffused ones are apart, at least 1; those between are filled in along the source's motion
     * @param frames of the source; the clip is cut to them first
     * @param cuts threshold of the scene cuts, see {@link restyle.vision.SceneCuts}
     */
    public record Selection(SizeOption size, OptionalDouble fps, int every, FrameRange frames, double cuts) {}

    /**
     * A preprocessor with its ControlNet.
     *
     * @param name of the preprocessor, or {@code file}
     * @param net weights of a ControlNet or T2I-Adapter; none for mattes
     * @param scale multiplies every residual
     * @param range part of the denoising in which it takes part
     * @param map ready-made maps, instead of running the preprocessor
     * @param settings of the preprocessor, complete
     */
    public record Control(
            String name, Optional<Path> net, double scale, StepRange range, Optional<String> map, Settings settings) {}

    /**
     * What stands behind the subject, which of the two is restyled, and what tells them apart.
     *
     * @param background generated only where a part is restyled
     * @param restyled the rest keeps the source's latents at every step, and its pixels
     * @param matting name of a preprocessor that makes mattes
     * @param settings of the preprocessor, complete
     */
    public record Backing(Background background, RestyledPart restyled, String matting, Settings settings) {}

    /**
     * Where the result goes.
     *
     * @param path video, image, or image sequence; the ending decides which
     * @param codec by name; none means by ending
     * @param quality 0..100; none means visually lossless
     * @param encoderOptions FFmpeg's own options of the encoder, by name
     * @param audio what becomes of the source's sound
     * @param latents safetensors file that receives the final latents
     * @param resume whether the finished frames of an interrupted run are taken over
     */
    public record Output(
            String path,
            Optional<String> codec,
            Optional<Integer> quality,
            Map<String, String> encoderOptions,
            AudioMode audio,
            Optional<Path> latents,
            boolean resume) {}

    /**
     * What may be used to compute.
     *
     * @param device as {@link restyle.models.runtime.Device#find} takes it
     * @param precision {@code auto} or what the device has
     * @param threads on the CPU, 1..{@value #MAX_THREADS}
     * @param mapCache folder in which control maps are kept for the next run, if they are
     * @param weightsCache folder in which weights that LoRAs or the precision have changed are kept for the next run
     */
    public record Compute(String device, String precision, int threads, Optional<Path> mapCache, Path weightsCache) {

        /** More than any machine has. */
        public static final int MAX_THREADS = 1024;

        /**
         * Checks how many processor threads are asked for.
         *
         * @param asked null for all that there are
         * @throws IllegalArgumentException if no machine has so many
         */
        public static int threads(Integer asked) {
            if (asked == null) {
                return Runtime.getRuntime().availableProcessors();
            } else if (asked < 1 || asked > MAX_THREADS) {
                throw new IllegalArgumentException("expected 1..%d, found %d".formatted(MAX_THREADS, asked));
            }
            return asked;
        }
    }

    /** Whether every frame has noise of its own. */
    public enum NoiseType {
        PER_FRAME,
        /** Every frame starts from the noise of frame 0: steadier where controls are strong. */
        CONSTANT
    }
}
