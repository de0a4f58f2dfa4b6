package restyle.models.engine;

import java.util.Collections;
import java.util.List;
import restyle.models.graph.ModelException;
import restyle.models.model.ImageEncoderModel;
import restyle.models.model.IpAdapterModel;
import restyle.models.runtime.Compute;
import restyle.models.runtime.FloatTensor;

/** The way from reference pictures to tokens for a UNet: a CLIP image encoder and an IP-Adapter, loaded together. */
public final class ReferenceEncoder implements AutoCloseable {
    private final LoadedImageEncoder encoder;
    private final ImageTokenizer tokenizer;
    private final boolean readsPatches;
    private final int side;

    private ReferenceEncoder(LoadedImageEncoder encoder, ImageTokenizer tokenizer, boolean readsPatches, int side) {
        this.encoder = encoder;
        this.tokenizer = tokenizer;
        this.readsPatches = readsPatches;
        this.side = side;
    }

    /**
     * Loads both.
     *
     * @throws ModelException if the adapter was made for another encoder, or a tensor is missing or of the wrong shape
     */
    public static ReferenceEncoder open(IpAdapterModel adapter, ImageEncoderModel encoder, Compute compute) {
        requireFit(adapter, encoder);
        long[] seen = encoder.outputShape(adapter.readsPatches());
        LoadedImageEncoder loaded = LoadedImageEncoder.open(encoder, compute);
        try {
            ImageTokenizer tokenizer = ImageTokenizer.open(adapter, seen, compute);
            return new ReferenceEncoder(loaded, tokenizer, adapter.readsPatches(), encoder.side());
        } catch (RuntimeException e) {
            loaded.close();
            throw e;
        }
    }

    /**
     * Checks whether an adapter was made for an encoder like this; looks at shapes only.
     *
     * @throws ModelException if it was not
     */
    public static void requireFit(IpAdapterModel adapter, ImageEncoderModel encoder) {
        long[] seen = encoder.outputShape(adapter.readsPatches());
        if (seen[seen.length - 1] != adapter.inputWidth()) {
            throw new ModelException(
                    "the image encoder %s does not fit the IP-Adapter %s: it gives %d channels, the adapter takes %d"
                            .formatted(encoder.path(), adapter.path(), seen[seen.length - 1], adapter.inputWidth()));
        }
    }

    /** Returns the sides of the pictures that it takes, in pixels. */
    public int side() {
        return side;
    }

    /**
     * Makes tokens that stand for several pictures: what the encoder says about them, averaged.
     *
     * @param images at least one, each [1, 3, side, side], as {@link restyle.models.vision.ClipPicture} makes them
     * @return [1, tokens, width of a prompt]
     */
    public FloatTensor tokens(List<FloatTensor> images) {
        return tokens(images, Collections.nCopies(images.size(), 1.0 / images.size()));
    }

    /**
     * Makes tokens that stand for several pictures, as the other does, some of which count more.
     *
     * @param shares of each in the average; they add up to 1
     */
    public FloatTensor tokens(List<FloatTensor> images, List<Double> shares) {
        FloatTensor mean = null;
        for (int k = 0; k < images.size(); k++) {
            FloatTensor one = seen(images.get(k));
            float share = shares.get(k).floatValue();
            mean = mean == null ? FloatTensor.zeros(one.shape()) : mean;
            for (int i = 0; i < one.count(); i++) {
                mean.data().put(i, mean.data().get(i) + share * one.data().get(i));
            }
        }
        return tokenizer.tokens(mean);
    }

    /**
     * Makes the tokens that guidance leads away from: those of nothing. A plain adapter is told so by an embedding of zeros, a Plus one by a
     * picture of zeros, as their authors do.
     *
     * @return [1, tokens, width of a prompt]
     */
    public FloatTensor negative() {
        FloatTensor picture = FloatTensor.zeros(1, 3, side, side);
        FloatTensor seen = seen(picture);
        return tokenizer.tokens(readsPatches ? seen : FloatTensor.zeros(seen.shape()));
    }

    private FloatTensor seen(FloatTensor image) {
        return encoder.encode(image).get(readsPatches ? LoadedImageEncoder.PENULTIMATE : LoadedImageEncoder.EMBEDDING);
    }

    /** Frees both networks. */
    @Override
    public void close() {
        encoder.close();
        tokenizer.close();
    }
}
