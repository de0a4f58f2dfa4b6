package restyle.models.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import restyle.models.graph.Graph;
import restyle.models.graph.ModelException;
import restyle.models.graph.Tensor;
import restyle.models.model.Checkpoint;
import restyle.models.model.MotionModule;
import restyle.models.nets.Control;
import restyle.models.nets.MotionConfig;
import restyle.models.nets.UNet;
import restyle.models.runtime.Compute;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.HostTensor;
import restyle.models.runtime.Session;
import restyle.models.weights.StateDict;
import restyle.models.weights.names.NetworkKind;

/** A UNet, with a motion module or without, loaded for windows of one size. */
public final class LoadedUNet implements AutoCloseable {
    private final Session session;
    private final Folding folding;
    private final Map<String, FloatTensor> noControl = new HashMap<>();

    /**
     * The size of what a network sees at once.
     *
     * @param frames of a window
     * @param latentHeight rows of latents
     * @param latentWidth columns of latents
     * @param tokens of an encoded prompt
     */
    public record Size(int frames, int latentHeight, int latentWidth, int tokens) {}

    private LoadedUNet(Session session, Folding folding) {
        this.session = session;
        this.folding = folding;
        ResidualNames.of(session.inputs().keySet())
                .forEach(name -> noControl.put(
                        name, FloatTensor.zeros(session.inputs().get(name).shape())));
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
        motion.ifPresent(module -> module.requireFits(checkpoint));
        StateDict tensors =
                motion.map(MotionModule::tensors).map(checkpoint.unet()::and).orElse(checkpoint.unet());
        Folding folding = FoldedWeights.of(tensors, checkpoint.patches(NetworkKind.UNET, tensors), compute);
        MotionConfig motionConfig = motion.map(MotionModule::config).orElse(MotionConfig.ANIMATEDIFF);
        UNet unet = new UNet(checkpoint.unetConfig(), motionConfig);
        Control control = controlled ? Control.INPUTS : Control.NONE;
        Session session = LoadedNetwork.open(folding.tensors(), compute, weights -> {
            Graph graph = weights.graph();
            Tensor latents = graph.input("latents", size.frames(), 4, size.latentHeight(), size.latentWidth());
            Tensor timestep = graph.input("timestep", 1);
            Tensor context = graph.input("context", 1, size.tokens(), checkpoint.contextWidth());
            graph.output("out", unet.build(weights, latents, timestep, context, control));
        });
        return new LoadedUNet(session, folding);
    }

    /** What LoRAs have changed. */
    public Folding folding() {
        return folding;
    }

    /** Shapes of the residuals that {@link #run} takes, skip connections first, oldest first, then the middle; empty if none. */
    public List<long[]> residualShapes() {
        return ResidualNames.of(session.inputs().keySet()).stream()
                .map(name -> session.inputs().get(name).shape())
                .toList();
    }

    /**
     * What the UNet predicts for a window: noise or velocity, as {@link Checkpoint#prediction} says.
     *
     * @param latents [frames, 4, h, w], scaled to unit variance
     * @param timestep 0 to 999
     * @param context [1, tokens, width]
     * @param residuals one for each of {@link #residualShapes}, or an empty list where no ControlNet takes part
     * @return [frames, 4, h, w]
     */
    public FloatTensor run(FloatTensor latents, long timestep, FloatTensor context, List<FloatTensor> residuals) {
        Map<String, HostTensor> in = new HashMap<>(noControl);
        in.put("latents", latents);
        in.put("timestep", FloatTensor.of(new float[] {timestep}, 1));
        in.put("context", context);
        if (!residuals.isEmpty()) {
            if (residuals.size() != noControl.size()) {
                throw new ModelException(
                        "the UNet takes %d control residuals, found %d".formatted(noControl.size(), residuals.size()));
            }
            in.putAll(ResidualNames.name(residuals));
        }
        return session.run(in).get("out");
    }

    /** Frees the network. */
    @Override
    public void close() {
        session.close();
    }
}
