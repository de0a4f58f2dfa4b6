package restyle.models.engine;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import restyle.models.graph.DType;
import restyle.models.graph.ModelException;
import restyle.models.graph.Precision;
import restyle.models.model.DepthModel;
import restyle.models.nets.vision.DepthAnything;
import restyle.models.nets.vision.DepthConfig.Positions;
import restyle.models.runtime.Compute;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.Session;
import restyle.models.runtime.ValueType;

/** A network for depth, loaded for pictures of one size. */
public final class DepthEstimator implements AutoCloseable {
    private final Session session;
    private final long[] shape;

    private DepthEstimator(Session session, long... shape) {
        this.session = session;
        this.shape = shape;
    }

    /**
     * Loads a network.
     *
     * @param file Depth Anything's weights in either layout, or an {@code .onnx} file from one picture to its depth
     * @param batch pictures that are given together, unless a file allows another number only
     * @throws ModelException if the file is something else, or weights do not take pictures of this size
     */
    public static DepthEstimator open(Path file, int batch, int height, int width, Compute compute) {
        boolean onnx = file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
        return onnx
                ? opened(file, batch, height, width, compute)
                : open(DepthModel.open(file), Positions.ORIGINAL, batch, height, width, compute);
    }

    /**
     * Loads weights.
     *
     * @param positions how positions are brought to the picture's grid
     * @throws ModelException if a tensor is missing or of the wrong shape, or the sides do not divide into patches
     */
    public static DepthEstimator open(
            DepthModel model, Positions positions, int batch, int height, int width, Compute compute) {
        if (height % model.patch() != 0 || width % model.patch() != 0) {
            throw new ModelException(
                    "a depth network takes sides divisible by %d, found %dx%d".formatted(model.patch(), width, height));
        }
        DepthAnything net = new DepthAnything(model.config().with(positions));
        Session session = LoadedNetwork.open(
                model.tensors(),
                compute.with(Precision::ofEncoders),
                weights -> weights.graph()
                        .output("depth", net.build(weights, weights.graph().input("image", batch, 3, height, width))));
        return new DepthEstimator(session, batch, 3, height, width);
    }

    private static DepthEstimator opened(Path file, int batch, int height, int width, Compute compute) {
        Session session = Session.open(file, compute);
        ValueType input = session.inputs().values().iterator().next();
        boolean one = session.inputs().size() == 1 && session.outputs().size() == 1;
        boolean floats = input.dtype() == DType.FLOAT || input.dtype() == DType.FLOAT16;
        long[] shape = {batch, 3, height, width};
        if (input.shape().length == shape.length) {
            shape[0] = input.shape()[0] == -1 ? batch : input.shape()[0];
            shape[2] = input.shape()[2] == -1 ? height : input.shape()[2];
            shape[3] = input.shape()[3] == -1 ? width : input.shape()[3];
        }
        if (!one || !floats || !input.accepts(shape)) {
            String found = "takes %s and gives %s".formatted(session.inputs(), session.outputs());
            session.close();
            throw new ModelException(
                    "%s is not a depth network for pictures %s: it %s".formatted(file, Arrays.toString(shape), found));
        }
        return new DepthEstimator(session, shape);
    }

    /** Returns how many pictures it takes together. */
    public int batch() {
        return (int) shape[0];
    }

    /** Returns the rows of the pictures that it takes: those asked for, unless a file allows one size only. */
    public int height() {
        return (int) shape[2];
    }

    /** Returns the columns of the pictures that it takes. */
    public int width() {
        return (int) shape[3];
    }

    /**
     * Estimates depth.
     *
     * @param image [batch, 3, height, width], red green blue, normalised to the statistics of ImageNet
     * @return [batch, height, width], larger is nearer
     * @throws ModelException if the network gives something else
     */
    public FloatTensor estimate(FloatTensor image) {
        String input = session.inputs().keySet().iterator().next();
        FloatTensor depth =
                session.run(Map.of(input, image)).values().iterator().next();
        if (depth.count() != shape[0] * shape[2] * shape[3]) {
            throw new ModelException(
                    "a depth network gives %s, expected [%d, %d, %d]".formatted(depth, shape[0], shape[2], shape[3]));
        }
        return depth.reshape(shape[0], shape[2], shape[3]);
    }

    /** Frees the network. */
    @Override
    public void close() {
        session.close();
    }
}
