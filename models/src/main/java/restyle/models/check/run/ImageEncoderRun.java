package restyle.models.check.run;

import java.util.Map;
import restyle.models.engine.LoadedImageEncoder;
import restyle.models.model.ImageEncoderModel;
import restyle.models.runtime.FloatTensor;

/** A CLIP image encoder: image [n, 3, side, side], normalised, to image_embeds [n, width] and penultimate [n, tokens, width]. */
final class ImageEncoderRun implements RunnableNetwork {

    @Override
    public String name() {
        return "image";
    }

    @Override
    public Map<String, FloatTensor> run(RunSource source, TensorInputs in) {
        ImageEncoderModel model = ImageEncoderModel.open(source.file());
        FloatTensor image = in.floats("image", -1, 3, model.side(), model.side());
        try (LoadedImageEncoder encoder = LoadedImageEncoder.open(model, source.compute())) {
            return FrameByFrame.run(image.dim(0), n -> encoder.encode(image.rows(n, n + 1)));
        }
    }
}
