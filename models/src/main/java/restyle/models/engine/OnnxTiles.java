package restyle.models.engine;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import restyle.models.graph.DType;
import restyle.models.graph.ModelException;
import restyle.models.runtime.Compute;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.Session;
import restyle.models.runtime.ValueType;

/** Upscalers as {@code .onnx} files, about which only their inputs and outputs are known: how much they enlarge is tried out. */
final class OnnxTiles {
    private static final Set<DType> FLOATS = EnumSet.of(DType.FLOAT, DType.FLOAT16);
    /** Networks that halve a picture several times, or cut it into windows, refuse sides that do not divide. */
    private static final int MAX_ALIGNMENT = 64;

    private static final int DEFAULT_SIDE = 256;
    private static final int MARGIN = 32;

    private OnnxTiles() {}

    static TileNetwork open(Path file, int height, int width, Tiles tiles, Compute compute) {
        Session session = Session.open(file, compute);
        try {
            return tried(file, session, height, width, tiles);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static TileNetwork tried(Path file, Session session, int height, int width, Tiles tiles) {
        long[] declared = requirePictures(file, session);
        int side = tiles.side().orElse(DEFAULT_SIDE) + 2 * MARGIN;
        for (int alignment = 1; ; alignment *= 2) {
            long[] shape = {
                declared[0] == -1 ? tiles.batch() : declared[0],
                3,
                declared[2] == -1 ? TileNetwork.side(side, height, alignment) : declared[2],
                declared[3] == -1 ? TileNetwork.side(side, width, alignment) : declared[3]
            };
            FloatTensor result;
            try {
                result = new TileNetwork(session, shape, 1, alignment, 0, false).run(FloatTensor.zeros(shape));
            } catch (ModelException e) {
                if (alignment == MAX_ALIGNMENT) {
                    throw e;
                }
                continue;
            }
            int margin = (int) Math.min(MARGIN, (Math.min(shape[2], shape[3]) - alignment) / 4);
            return new TileNetwork(session, shape, scale(file, result.shape(), shape), alignment, margin, false);
        }
    }

    private static int scale(Path file, long[] result, long[] shape) {
        boolean picture = result.length == 4 && result[0] == shape[0] && result[1] == 3;
        int scale = picture ? (int) (result[2] / shape[2]) : 0;
        if (scale < 1 || result[2] != scale * shape[2] || result[3] != scale * shape[3]) {
            throw notPictures(file, "makes %s of %s".formatted(Arrays.toString(result), Arrays.toString(shape)));
        }
        return scale;
    }

    /** Returns the shape that the one input declares, -1 where any size goes. */
    private static long[] requirePictures(Path file, Session session) {
        if (session.inputs().size() != 1 || session.outputs().size() != 1) {
            throw notPictures(file, "has %s and %s".formatted(session.inputs(), session.outputs()));
        }
        ValueType input = session.inputs().values().iterator().next();
        long[] shape = input.shape();
        if (!FLOATS.contains(input.dtype()) || shape.length != 4 || shape[1] != 3 && shape[1] != -1) {
            throw notPictures(file, "takes " + input);
        }
        return shape;
    }

    private static ModelException notPictures(Path file, String found) {
        return new ModelException(
                "%s is not an upscaler: it %s; expected one input float [n, 3, height, width] and one such output, as large or larger"
                        .formatted(file, found));
    }
}
