package restyle.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import restyle.models.graph.DType;
import restyle.models.graph.ModelException;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.Session;
import restyle.models.runtime.ValueType;
import restyle.plugins.Frame;

/** A network that finds features in sixteen frames of a clip, such as I3D (arXiv 1705.07750), as an {@code .onnx} file. */
public final class ClipNetwork implements AutoCloseable {

    /** How many frames it sees at once. */
    static final int FRAMES = 16;

    /** Sides of these frames, in pixels. */
    static final int SIDE = 224;

    private static final int CHANNELS = 3;
    private static final int PIXELS = SIDE * SIDE;
    private static final long[] CHANNELS_FIRST = {1, CHANNELS, FRAMES, SIDE, SIDE};
    private static final long[] CHANNELS_LAST = {1, FRAMES, SIDE, SIDE, CHANNELS};

    /** A covariance has the square of this, and its roots take the cube. */
    private static final int MAX_FEATURES = 2048;

    private final Path file;
    private final Session session;
    private final boolean channelsLast;

    private ClipNetwork(Path file, Session session, boolean channelsLast) {
        this.file = file;
        this.session = session;
        this.channelsLast = channelsLast;
    }

    /**
     * Loads a network on the first device that works.
     *
     * @throws ModelException if it is none, or takes something else than [1, 3, 16, 224, 224] or [1, 16, 224, 224, 3]
     */
    public static ClipNetwork open(Path file, int threads) {
        Session session = Session.open(file, new Compute(Device.find("auto"), threads));
        try {
            return new ClipNetwork(file, session, takesChannelsLast(file, session));
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static boolean takesChannelsLast(Path file, Session session) {
        List<ValueType> inputs = List.copyOf(session.inputs().values());
        if (inputs.size() == 1 && session.outputs().size() == 1) {
            ValueType input = inputs.get(0);
            boolean first = input.accepts(CHANNELS_FIRST);
            boolean numbers = input.dtype() == DType.FLOAT || input.dtype() == DType.FLOAT16;
            if (numbers && first != input.accepts(CHANNELS_LAST)) {
                return !first;
            }
        }
        throw new ModelException(
                "%s: expected one input of floats, [1, 3, 16, 224, 224] or [1, 16, 224, 224, 3], and one output, found %s and %s; export an I3D with such shapes"
                        .formatted(file, session.inputs(), session.outputs()));
    }

    /**
     * Returns the features of sixteen frames of 224 by 224 pixels, which the network sees in -1..1.
     *
     * @throws ModelException if they are not finite, or too many
     */
    double[] features(List<Frame> frames) {
        float[] values = new float[CHANNELS * FRAMES * PIXELS];
        for (int f = 0; f < FRAMES; f++) {
            byte[] rgb = frames.get(f).rgb();
            for (int i = 0; i < rgb.length; i++) {
                int at = channelsLast ? f * rgb.length + i : (i % CHANNELS * FRAMES + f) * PIXELS + i / CHANNELS;
                values[at] = (rgb[i] & 0xFF) / 127.5f - 1;
            }
        }
        FloatTensor input = FloatTensor.of(values, channelsLast ? CHANNELS_LAST : CHANNELS_FIRST);
        String name = session.inputs().keySet().iterator().next();
        FloatTensor output =
                session.run(Map.of(name, input)).values().iterator().next();
        if (!output.isFinite()) {
            throw new ModelException(file + " gave features that are not finite (NaN or infinity)");
        }
        if (output.count() > MAX_FEATURES) {
            throw new ModelException("%s: expected at most %d features for sixteen frames, found %s; an I3D has 400"
                    .formatted(file, MAX_FEATURES, output));
        }
        double[] features = new double[output.count()];
        for (int i = 0; i < features.length; i++) {
            features[i] = output.data().get(i);
        }
        return features;
    }

    @Override
    public void close() {
        session.close();
    }
}
