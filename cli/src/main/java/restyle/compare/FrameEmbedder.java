package restyle.compare;

import java.nio.file.Path;
import restyle.models.engine.LoadedImageEncoder;
import restyle.models.graph.ModelException;
import restyle.models.model.ImageEncoderModel;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.models.vision.ClipPicture;
import restyle.plugins.Frame;

/** Says what a frame shows, as a direction: CLIP's embedding of it, scaled to length 1. */
final class FrameEmbedder implements AutoCloseable {

    private final Path file;
    private final LoadedImageEncoder encoder;
    private final int side;

    /** Loads an image encoder that has a projection, on the first device that works. */
    FrameEmbedder(Path file, int threads) {
        ImageEncoderModel model = ImageEncoderModel.open(file);
        this.file = file;
        side = model.side();
        encoder = LoadedImageEncoder.open(model, new Compute(Device.find("auto"), threads));
    }

    float[] of(Frame frame) {
        FloatTensor image = ClipPicture.prepare(frame.rgb(), frame.width(), frame.height(), side);
        float[] embedding =
                encoder.encode(image).get(LoadedImageEncoder.EMBEDDING).toArray();
        double squares = 0;
        for (float value : embedding) {
            squares += (double) value * value;
        }
        if (!(squares > 0) || Double.isInfinite(squares)) {
            throw new ModelException(
                    "%s: the embedding of frame %d has no direction (it is zero, NaN or infinite); its weights may hold such values, which 'restyle models show --values FILE' looks for"
                            .formatted(file, frame.index()));
        }
        for (int i = 0; i < embedding.length; i++) {
            embedding[i] /= (float) Math.sqrt(squares);
        }
        return embedding;
    }

    @Override
    public void close() {
        encoder.close();
    }
}
