package restyle.models.check.run;

import java.util.Map;
import restyle.models.engine.ImageTokenizer;
import restyle.models.engine.LoadedImageEncoder;
import restyle.models.model.IpAdapterModel;
import restyle.models.runtime.FloatTensor;

/** The projection of an IP-Adapter: image_embeds [n, width], or penultimate [n, tokens, width], to image_tokens [n, tokens, width]. */
final class ImageTokensRun implements RunnableNetwork {

    @Override
    public String name() {
        return "ip-tokens";
    }

    @Override
    public Map<String, FloatTensor> run(RunSource source, TensorInputs in) {
        IpAdapterModel model = IpAdapterModel.open(source.file());
        FloatTensor seen = model.readsPatches()
                ? in.floats(LoadedImageEncoder.PENULTIMATE, -1, -1, model.inputWidth())
                : in.floats(LoadedImageEncoder.EMBEDDING, -1, model.inputWidth());
        long[] shape = seen.shape();
        long count = shape[0];
        shape[0] = 1;
        try (ImageTokenizer tokenizer = ImageTokenizer.open(model, shape, source.compute())) {
            return FrameByFrame.run(count, n -> Map.of("image_tokens", tokenizer.tokens(seen.rows(n, n + 1))));
        }
    }
}
