package restyle.models.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import restyle.models.graph.Graph;
import restyle.models.graph.ModelException;
import restyle.models.graph.Tensor;
import restyle.models.model.Checkpoint;
import restyle.models.model.IpAdapterModel;
import restyle.models.model.MotionModule;
import restyle.models.nets.Context;
import restyle.models.nets.Context.ImagePrompt;
import restyle.models.nets.Control;
import restyle.models.nets.MotionConfig;
import restyle.models.nets.UNet;
import restyle.models.runtime.Compute;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.HostTensor;
import restyle.models.runtime.Session;
import restyle.models.runtime.SessionUse;
import restyle.models.weights.StateDict;
import restyle.models.weights.names.NetworkKind;

/** A UNet, with a motion module or without, loaded for windows of one size. */
public final class LoadedUNet implements AutoCloseable {
    /** What tokens for reference pictures are called, [1, tokens, width]. */
    public static final String IMAGE_TOKENS = "image_tokens";
    /** How strongly reference pictures count, [1]; 0 unless given. */
    public static final String IMAGE_SCALE = "image_scale";

    private final Session session;
    private final Folding folding;
    /** Shapes of every input beside latents, timestep and prompt. */
    private final Map<String, long[]> additions = new TreeMap<>();
    /** What those of them are that have not been given in some call: nothing, and as loud. */
    private final Map<String, FloatTensor> neutral = new ConcurrentHashMap<>();

    /**
     * The size of what a network sees at once.
     *
     * @param frames of a window
     * @param latentHeight rows of latents
     * @param latentWidth columns of latents
     * @param tokens of an encoded prompt
     * @param promptPerFrame whether each frame has a prompt of its own; one for all is computed faster
     */
    public record Size(int frames, int latentHeight, int latentWidth, int tokens, boolean promptPerFrame) {

        /** Makes the size of windows whose frames share a prompt. */
        public Size(int frames, int latentHeight, int latentWidth, int tokens) {
            this(frames, latentHeight, latentWidth, tokens, false);
        }

        long prompts() {
            return promptPerFrame ? frames : 1;
        }
    }

    /**
     * What may be told a UNet beside latents, timestep and prompt.
     *
     * @param residuals whether ControlNets may take part
     * @param features whether T2I-Adapters may take part
     * @param images through what reference pictures are seen, if any are
     */
    public record Additions(boolean residuals, boolean features, Optional<IpAdapterModel> images) {
        /** Nothing more. */
        public static final Additions NONE = new Additions(false, false, Optional.empty());

        private Control control() {
            Control control = residuals ? Control.RESIDUALS : Control.NONE;
            return features ? control.and(Control.FEATURES) : control;
        }

        private StateDict unet(Checkpoint checkpoint) {
            return images.map(adapter -> adapter.beside(checkpoint)).orElseGet(checkpoint::unet);
        }

        private Optional<ImagePrompt> image(Graph graph, Checkpoint checkpoint) {
            return images.map(adapter -> new ImagePrompt(
                    graph.input(IMAGE_TOKENS, 1, adapter.tokens(), checkpoint.contextWidth()),
                    graph.input(IMAGE_SCALE, 1)));
        }
    }

    private LoadedUNet(Session session, Folding folding) {
        this.session = session;
        this.folding = folding;
        session.inputs().forEach((name, type) -> additions.put(name, type.shape()));
        additions.keySet().removeAll(List.of("latents", "timestep", "context"));
    }

    /**
     * Loads a UNet.
     *
     * @param motion the module that ties frames together; without one, every frame is an image by itself
     * @param controlled whether ControlNets may take part
     * @throws ModelException if the files do not belong together, or a tensor is missing or of the wrong shape
     */
    public static LoadedUNet open(
            Checkpoint checkpoint, Optional<MotionModule> motion, Size size, boolean controlled, Compute compute) {
        return open(checkpoint, motion, size, new Additions(controlled, false, Optional.empty()), compute);
    }

    /**
     * Loads a UNet that may be told more than its prompt.
     *
     * @param motion the module that ties frames together; without one, every frame is an image by itself
     * @throws ModelException if the files do not belong together, or a tensor is missing or of the wrong shape
     */
    public static LoadedUNet open(
            Checkpoint checkpoint, Optional<MotionModule> motion, Size size, Additions additions, Compute compute) {
        motion.ifPresent(module -> module.requireFits(checkpoint));
        StateDict unetTensors = additions.unet(checkpoint);
        StateDict tensors =
                motion.map(MotionModule::tensors).map(unetTensors::and).orElse(unetTensors);
        Folding folding = FoldedWeights.of(tensors, checkpoint.patches(NetworkKind.UNET, tensors), compute);
        MotionConfig motionConfig = motion.map(MotionModule::config).orElse(MotionConfig.ANIMATEDIFF);
        UNet unet = new UNet(checkpoint.unetConfig(), motionConfig);
        Session session = LoadedNetwork.open(folding.tensors(), compute, weights -> {
            Graph graph = weights.graph();
            Tensor latents = graph.input("latents", size.frames(), 4, size.latentHeight(), size.latentWidth());
            Tensor timestep = graph.input("timestep", 1);
            Tensor prompt = graph.input("context", size.prompts(), size.tokens(), checkpoint.contextWidth());
            Context context = new Context(prompt, additions.image(graph, checkpoint));
            graph.output("out", unet.build(weights, latents, timestep, context, additions.control()));
        });
        return new LoadedUNet(session, folding);
    }

    /** Returns what LoRAs and the precision have changed. */
    public Folding folding() {
        return folding;
    }

    /**
     * Predicts for a window: noise or velocity, as {@link Checkpoint#prediction} says.
     *
     * @param latents [frames, 4, h, w], scaled to unit variance
     * @param timestep 0 to 999; need not be whole
     * @return [frames, 4, h, w]
     * @throws ModelException if it is told something that it has no place for, or only some of a ControlNet's residuals
     */
    public FloatTensor run(FloatTensor latents, double timestep, Conditioning conditioning) {
        int control = ResidualNames.of(conditioning.residuals().keySet()).size();
        int known = ResidualNames.of(additions.keySet()).size();
        if (control > 0 && known > 0 && control != known) {
            throw new ModelException("the UNet takes %d control residuals, found %d".formatted(known, control));
        }
        Map<String, HostTensor> in = new HashMap<>(conditioning.residuals());
        conditioning.reference().ifPresent(pictures -> {
            in.put(IMAGE_TOKENS, pictures.tokens());
            in.put(IMAGE_SCALE, FloatTensor.of(new float[] {(float) pictures.scale()}, 1));
        });
        additions.forEach((name, shape) -> {
            if (!in.containsKey(name)) {
                in.put(name, neutral.computeIfAbsent(name, missing -> FloatTensor.zeros(shape)));
            }
        });
        in.put("latents", latents);
        in.put("timestep", FloatTensor.of(new float[] {(float) timestep}, 1));
        in.put("context", conditioning.prompt());
        return session.run(in).get("out");
    }

    /** Returns the shapes of what {@link #run} may be told beside the prompt, by name. */
    public Map<String, long[]> additionShapes() {
        return new TreeMap<>(additions);
    }

    /** Returns what the network has done so far. */
    public SessionUse use() {
        return session.use();
    }

    /** Frees the network. */
    @Override
    public void close() {
        session.close();
    }
}
