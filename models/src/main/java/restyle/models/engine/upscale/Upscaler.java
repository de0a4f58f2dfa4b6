package restyle.models.engine.upscale;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import restyle.models.graph.ModelException;
import restyle.models.model.UpscalerModel;
import restyle.models.runtime.Compute;
import restyle.models.runtime.FloatTensor;

/**
 * An upscaler, loaded for pictures of one size. It works in tiles that overlap, so that memory depends on the tile and not on the picture;
 * what a tile does not see well near its ends is taken from its neighbour. Used by one thread.
 */
public final class Upscaler implements AutoCloseable {
    private static final int FADE = 8;

    private final TileNetwork network;
    private final int height;
    private final int width;
    private final TileAxis rows;
    private final TileAxis columns;
    private final FloatTensor tiles;
    private final FloatTensor enlarged;

    private Upscaler(TileNetwork network, int height, int width) {
        this.network = network;
        this.height = height;
        this.width = width;
        rows = axis((int) network.shape()[2], height);
        columns = axis((int) network.shape()[3], width);
        tiles = FloatTensor.zeros(network.shape());
        enlarged = network.enlarged();
    }

    private TileAxis axis(int tile, int picture) {
        int length = Math.max(tile, TileNetwork.aligned(picture, network.alignment()));
        int fade = network.exact() ? 0 : Math.min(FADE, network.margin() / 2);
        return TileAxis.of(length, tile, network.margin(), network.alignment(), fade);
    }

    /**
     * Loads an upscaler.
     *
     * @param file weights of an RRDBNet, SRVGGNetCompact or SPAN, or an {@code .onnx} file from pictures 0..1 to pictures
     * @param height of the pictures
     * @param width of the pictures
     * @throws ModelException if the file is something else or does not fit together
     */
    public static Upscaler open(Path file, int height, int width, Tiles tiles, Compute compute) {
        return new Upscaler(TileNetwork.open(file, height, width, tiles, compute), height, width);
    }

    /**
     * Looks whether a file can be an upscaler, without loading it.
     *
     * @throws ModelException if its tensors are those of something else; an {@code .onnx} file is only found out when it is loaded
     */
    public static void check(Path file) {
        if (!TileNetwork.isOnnx(file)) {
            UpscalerModel.open(file);
        }
    }

    /** Returns how many pixels, along each side, one becomes. */
    public int scale() {
        return network.scale();
    }

    /**
     * Enlarges pictures.
     *
     * @param images [f, 3, height, width], red green blue, 0..1
     * @return [f, 3, height * scale, width * scale], about 0..1, not clamped
     */
    public FloatTensor upscale(FloatTensor images) {
        FloatTensor result = FloatTensor.zeros(images.dim(0), 3, (long) height * scale(), (long) width * scale());
        upscale(images, result);
        return result;
    }

    /**
     * Enlarges pictures into a tensor that the caller keeps.
     *
     * @param images [f, 3, height, width], red green blue, 0..1
     * @param result [f, 3, height * scale, width * scale], about 0..1, not clamped
     */
    public void upscale(FloatTensor images, FloatTensor result) {
        int frames = (int) images.dim(0);
        if (Arrays.equals(network.shape(), new long[] {1, 3, height, width})) {
            for (int frame = 0; frame < frames; frame++) {
                network.run(images.rows(frame, frame + 1), result.rows(frame, frame + 1));
            }
        } else {
            upscaleInTiles(images, frames, result);
        }
    }

    private void upscaleInTiles(FloatTensor images, int frames, FloatTensor result) {
        result.clear();
        int perFrame = rows.count() * columns.count();
        int batch = (int) network.shape()[0];
        for (int first = 0; first < frames * perFrame; first += batch) {
            int count = Math.min(batch, frames * perFrame - first);
            for (int i = 0; i < count; i++) {
                cut(images, (first + i) / perFrame, (first + i) % perFrame, tiles.rows(i, i + 1));
            }
            network.run(tiles, enlarged);
            for (int i = 0; i < count; i++) {
                paste(enlarged.rows(i, i + 1), result, (first + i) / perFrame, (first + i) % perFrame);
            }
        }
    }

    /** Copies a tile out of a picture; beyond the picture its edge goes on. */
    private void cut(FloatTensor images, int frame, int index, FloatTensor tile) {
        FloatBuffer from = images.rows(frame, frame + 1).data();
        FloatBuffer to = tile.data();
        int top = rows.starts()[index / columns.count()];
        int left = columns.starts()[index % columns.count()];
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < rows.tile(); y++) {
                int row = (c * height + Math.min(top + y, height - 1)) * width;
                for (int x = 0; x < columns.tile(); x++) {
                    to.put(from.get(row + Math.min(left + x, width - 1)));
                }
            }
        }
    }

    /** Adds an enlarged tile to a picture, each pixel as much as it counts. */
    private void paste(FloatTensor tile, FloatTensor images, int frame, int index) {
        FloatBuffer from = tile.data();
        FloatBuffer to = images.rows(frame, frame + 1).data();
        float[] down = rows.weights(index / columns.count(), scale());
        float[] across = columns.weights(index % columns.count(), scale());
        int top = rows.starts()[index / columns.count()] * scale();
        int left = columns.starts()[index % columns.count()] * scale();
        int bottom = Math.min(down.length, height * scale() - top);
        int right = Math.min(across.length, width * scale() - left);
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < bottom; y++) {
                int row = (c * height * scale() + top + y) * width * scale() + left;
                int source = (c * down.length + y) * across.length;
                for (int x = 0; x < right; x++) {
                    to.put(row + x, to.get(row + x) + down[y] * across[x] * from.get(source + x));
                }
            }
        }
    }

    /** Frees the network. */
    @Override
    public void close() {
        network.session().close();
    }
}
