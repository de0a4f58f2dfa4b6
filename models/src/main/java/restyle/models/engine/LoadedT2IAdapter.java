package restyle.models.engine;

import java.util.Map;
import java.util.TreeMap;
import restyle.models.graph.Graph;
import restyle.models.graph.ModelException;
import restyle.models.graph.Precision;
import restyle.models.graph.Tensor;
import restyle.models.model.T2IAdapterModel;
import restyle.models.nets.adapter.T2IAdapter;
import restyle.models.runtime.Compute;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.Session;

/** A T2I-Adapter, loaded for control maps of one size. What it computes holds for every step. */
public final class LoadedT2IAdapter implements AutoCloseable {
    /** What features are called, before their number. */
    public static final String FEATURE = "feature_";

    private final Session session;

    private LoadedT2IAdapter(Session session) {
        this.session = session;
    }

    /**
     * Loads an adapter.
     *
     * @param frames whose maps are given together
     * @throws ModelException if a tensor is missing or of the wrong shape
     */
    public static LoadedT2IAdapter open(
            T2IAdapterModel model, int frames, int latentHeight, int latentWidth, Compute compute) {
        long factor = model.mapFactor();
        return new LoadedT2IAdapter(LoadedNetwork.open(
                model.tensors(), compute.with(Precision::ofEncoders), weights -> {
                    Graph graph = weights.graph();
                    Tensor maps = graph.input("maps", frames, 3, latentHeight * factor, latentWidth * factor);
                    int level = 0;
                    for (Tensor feature : T2IAdapter.build(weights, maps)) {
                        graph.output(FEATURE + level++, feature);
                    }
                }));
    }

    /**
     * Computes features, not scaled.
     *
     * @param maps [f, 3, H, W], red green blue, 0..1
     * @return [f, channels, h, w] for each level of the UNet's encoding half: {@code feature_0}, {@code feature_1} and so on
     */
    public Map<String, FloatTensor> run(FloatTensor maps) {
        return session.run(Map.of("maps", maps));
    }

    /** Computes the same into tensors that the caller keeps, see {@link #featureShapes}. */
    public void run(FloatTensor maps, Map<String, FloatTensor> features) {
        session.run(Map.of("maps", maps), features);
    }

    /** Returns the shapes of the features, by name. */
    public Map<String, long[]> featureShapes() {
        Map<String, long[]> shapes = new TreeMap<>();
        session.outputs().forEach((name, type) -> shapes.put(name, type.shape()));
        return shapes;
    }

    /** Frees the network. */
    @Override
    public void close() {
        session.close();
    }
}
