package restyle.models.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import restyle.models.graph.Graph;
import restyle.models.graph.ModelException;
import restyle.models.graph.Tensor;
import restyle.models.graph.TensorOps;
import restyle.models.model.ControlModel;
import restyle.models.nets.ControlNet;
import restyle.models.runtime.Compute;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.Session;
import restyle.models.runtime.SessionUse;

/**
 * A ControlNet loaded for single frames of one size: it does not see other frames, so windows share what it computes. What its first layers make
 * of a map, the hint, is the same at all steps; they are a network of their own.
 */
public final class LoadedControlNet implements AutoCloseable {
    private final Session session;
    private final Session hints;
    private final Folding folding;
    private final List<String> names;

    private LoadedControlNet(Session session, Session hints, Folding folding) {
        this.session = session;
        this.hints = hints;
        this.folding = folding;
        names = ResidualNames.of(session.outputs().keySet());
    }

    /**
     * Loads a ControlNet.
     *
     * @param tokens of an encoded prompt
     * @param contextWidth channels of an encoded prompt
     * @throws ModelException if a tensor is missing or of the wrong shape
     */
    public static LoadedControlNet open(
            ControlModel model, int latentHeight, int latentWidth, int tokens, int contextWidth, Compute compute) {
        int factor = model.mapFactor();
        Folding folding = FoldedWeights.of(model.tensors(), model.patches(), compute);
        Session hints = LoadedNetwork.open(folding.tensors(), compute, weights -> {
            Tensor maps =
                    weights.graph().input("maps", 1, 3, (long) latentHeight * factor, (long) latentWidth * factor);
            weights.graph().output("hint", ControlNet.hint(weights, maps));
        });
        try {
            Session session = LoadedNetwork.open(folding.tensors(), compute, weights -> {
                Graph graph = weights.graph();
                Tensor latents = graph.input("latents", 1, 4, latentHeight, latentWidth);
                Tensor timestep = graph.input("timestep", 1);
                Tensor context = graph.input("context", 1, tokens, contextWidth);
                Tensor hint = graph.input("hint", hints.outputs().get("hint").shape());
                List<Tensor> residuals =
                        new ControlNet(model.config()).build(weights, latents, timestep, context, hint);
                ResidualNames.name(asNeeded(model, residuals)).forEach(graph::output);
            });
            return new LoadedControlNet(session, hints, folding);
        } catch (RuntimeException | Error e) {
            hints.close();
            throw e;
        }
    }

    /** Returns what the precision, or the model that it belongs to, has changed. */
    public Folding folding() {
        return folding;
    }

    /** What a ControlNet pools is the same everywhere, but has the residual's size, so that residuals of several can be added. */
    private static List<Tensor> asNeeded(ControlModel model, List<Tensor> residuals) {
        List<Tensor> changed = new ArrayList<>();
        for (Tensor residual : residuals) {
            float factor = model.factor(changed.size(), residuals.size());
            Tensor scaled = factor == 1 ? residual : residual.mul(factor);
            changed.add(model.needs().pools() ? TensorOps.expand(scaled.mean(2, 3), residual.shape()) : scaled);
        }
        return changed;
    }

    /** Returns the shapes of the residuals of one frame, skip connections first, oldest first, then the middle. */
    public List<long[]> residualShapes() {
        return names.stream().map(name -> session.outputs().get(name).shape()).toList();
    }

    /** Returns the shape of a hint, [1, c, h, w]. */
    public long[] hintShape() {
        return hints.outputs().get("hint").shape();
    }

    /**
     * Computes the hint of one frame.
     *
     * @param maps [1, 3, H, W], red green blue, 0..1
     * @param hint of {@link #hintShape}, is written
     */
    public void hint(FloatTensor maps, FloatTensor hint) {
        hints.run(Map.of("maps", maps), Map.of("hint", hint));
    }

    /**
     * Computes hint and residuals of one frame, not scaled, in the order of {@link #residualShapes}.
     *
     * @param latents [1, 4, h, w], what the UNet sees of the frame
     * @param timestep 0 to 999; need not be whole
     * @param context [1, tokens, width]
     * @param maps [1, 3, H, W], red green blue, 0..1
     */
    public List<FloatTensor> run(FloatTensor latents, double timestep, FloatTensor context, FloatTensor maps) {
        List<FloatTensor> residuals =
                residualShapes().stream().map(FloatTensor::zeros).toList();
        FloatTensor hint = FloatTensor.zeros(hintShape());
        hint(maps, hint);
        run(latents, timestep, context, hint, residuals);
        return residuals;
    }

    /** Does the same for a frame whose hint is known, into tensors that the caller keeps. */
    public void run(
            FloatTensor latents, double timestep, FloatTensor context, FloatTensor hint, List<FloatTensor> residuals) {
        session.run(
                Map.of(
                        "latents", latents,
                        "timestep", FloatTensor.of(new float[] {(float) timestep}, 1),
                        "context", context,
                        "hint", hint),
                ResidualNames.name(residuals));
    }

    /** Returns what the network has done so far, but for the hints. */
    public SessionUse use() {
        return session.use();
    }

    /** Returns what has been done for the hints. */
    public SessionUse hintUse() {
        return hints.use();
    }

    /** Frees the network. */
    @Override
    public void close() {
        session.close();
        hints.close();
    }
}
