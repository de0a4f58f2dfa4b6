package restyle.models.engine.upscale;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import restyle.models.engine.LoadedNetwork;
import restyle.models.graph.Graph;
import restyle.models.graph.Precision;
import restyle.models.graph.Tensor;
import restyle.models.model.UpscalerModel;
import restyle.models.nets.upscale.UpscaleNet;
import restyle.models.runtime.Compute;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.Session;
import restyle.models.weights.Weights;

/**
 * A network that enlarges tiles of one size.
 *
 * @param shape of what it takes, [tiles, 3, height, width]
 * @param scale pixels, along each side, that one becomes
 * @param alignment by what the sides of the whole picture must be divisible
 * @param margin pixels at a tile's ends that are better seen by its neighbours
 * @param exact whether what is farther away than the margin does not count at all
 */
record TileNetwork(Session session, long[] shape, int scale, int alignment, int margin, boolean exact) {
    /** What is farther away changes a result by less than a grey level. */
    private static final int MAX_MARGIN = 32;

    private static final long MAX_BYTES = 1L << 30;
    private static final int MIN_SIDE = 64;

    /**
     * Loads a network.
     *
     * @param file weights in a known layout, or any {@code .onnx} file from pictures to pictures
     * @param height of the whole picture
     * @param width of the whole picture
     */
    static TileNetwork open(Path file, int height, int width, Tiles tiles, Compute compute) {
        return isOnnx(file)
                ? OnnxTiles.open(file, height, width, tiles, compute)
                : built(UpscalerModel.open(file), height, width, tiles, compute);
    }

    /** Tells whether a file says how it is computed, by its ending. */
    static boolean isOnnx(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
    }

    private static TileNetwork built(UpscalerModel model, int height, int width, Tiles tiles, Compute compute) {
        UpscaleNet net = model.net();
        Weights shapes = Weights.of(new Graph(), model.tensors());
        int alignment = net.alignment(shapes);
        double affordable = Math.sqrt((double) MAX_BYTES / net.bytesPerPixel(shapes) / tiles.batch());
        int margin = Math.min(net.reach(shapes), MAX_MARGIN);
        int side = tiles.side().isPresent()
                ? tiles.side().getAsInt() + 2 * margin
                : (int) Math.max(MIN_SIDE + 2 * margin, affordable);
        long[] shape = {tiles.batch(), 3, side(side, height, alignment), side(side, width, alignment)};
        Session session = LoadedNetwork.open(model.tensors(), compute.with(Precision::ofEncoders), weights -> {
            Tensor image = weights.graph().input("image", shape);
            weights.graph().output("enlarged", net.build(weights, image));
        });
        boolean exact = net.reach(shapes) <= margin;
        return new TileNetwork(session, shape, net.scale(shapes), alignment, margin, exact);
    }

    /** Returns a tile's side: no more than the picture has, and divisible. */
    static int side(int tile, int picture, int alignment) {
        return aligned(Math.min(tile, picture), alignment);
    }

    static int aligned(int size, int alignment) {
        return (size + alignment - 1) / alignment * alignment;
    }

    /** Makes a tensor for what {@link #run(FloatTensor, FloatTensor)} gives. */
    FloatTensor enlarged() {
        return FloatTensor.zeros(shape[0], 3, shape[2] * scale, shape[3] * scale);
    }

    /** Enlarges tiles of {@link #shape} into a tensor that the caller keeps. */
    void run(FloatTensor tiles, FloatTensor enlarged) {
        session.run(
                Map.of(first(session.inputs().keySet()), tiles),
                Map.of(first(session.outputs().keySet()), enlarged));
    }

    /** Enlarges tiles of {@link #shape}, by a factor that need not be known yet. */
    FloatTensor run(FloatTensor tiles) {
        return first(
                session.run(Map.of(first(session.inputs().keySet()), tiles)).values());
    }

    private static <T> T first(Collection<T> all) {
        return all.iterator().next();
    }
}
