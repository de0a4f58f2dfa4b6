package restyle.pipeline.networks;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import restyle.files.ContentDigests;
import restyle.job.Job;
import restyle.job.Reference;
import restyle.models.engine.ReferenceEncoder;
import restyle.models.graph.ModelException;
import restyle.models.model.ImageEncoderModel;
import restyle.models.model.IpAdapterModel;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;

/**
 * Remembers from clip to clip what was said about reference pictures, which takes next to no memory. The image encoder, which takes much, is
 * loaded when a picture comes that was not seen before, and only then; {@link #release} lets it go.
 */
public final class ReferenceMemory implements AutoCloseable {

    /** Sets of pictures that are remembered; of a Plus adapter each is 48 KiB. */
    private static final int MAX_SETS = 256;

    private static final float LOAD_FACTOR = 0.75f;

    /** All that decides what is said about a picture. */
    record Key(Path adapter, Path encoder, String device, int threads) {

        static Key of(Job job, Reference reference) {
            return new Key(
                    reference.adapter(),
                    reference.encoder(),
                    job.compute().device(),
                    job.compute().threads());
        }

        private ReferenceEncoder load() {
            return ReferenceEncoder.open(
                    IpAdapterModel.open(adapter),
                    ImageEncoderModel.open(encoder),
                    new Compute(Device.find(device), threads));
        }
    }

    /** Pictures by the digests of their pixels, with the share of each. */
    private record Pictures(List<String> digests, List<Double> shares) {}

    private final String names;
    private final int side;
    private final Supplier<ReferenceEncoder> loading;
    private final Map<Pictures, FloatTensor> tokens = new LinkedHashMap<>(MAX_SETS, LOAD_FACTOR, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Pictures, FloatTensor> eldest) {
            return size() > MAX_SETS;
        }
    };
    private ReferenceEncoder encoder;
    private FloatTensor negative;

    /** Remembers nothing yet; reads names and shapes of the encoder's weights only. */
    ReferenceMemory(Key key) {
        this(
                "%s or %s".formatted(key.encoder(), key.adapter()),
                ImageEncoderModel.open(key.encoder()).side(),
                key::load);
    }

    /**
     * @param names of the files, for messages
     * @param side of the pictures that the encoder takes, in pixels
     * @param loading loads it
     */
    ReferenceMemory(String names, int side, Supplier<ReferenceEncoder> loading) {
        this.names = names;
        this.side = side;
        this.loading = loading;
    }

    /** Returns the sides of the pictures that the encoder takes, in pixels. */
    public int side() {
        return side;
    }

    /**
     * Gives the tokens that stand for several pictures, as {@link ReferenceEncoder#tokens(List, List)} makes them.
     *
     * @throws ModelException if they are not finite
     */
    public synchronized FloatTensor tokens(List<FloatTensor> images, List<Double> shares) {
        Pictures pictures =
                new Pictures(images.stream().map(ReferenceMemory::digest).toList(), shares);
        FloatTensor known = tokens.get(pictures);
        if (known == null) {
            known = finite(loaded().tokens(images, shares));
            tokens.put(pictures, known);
        }
        return known;
    }

    /**
     * Gives the tokens that guidance leads away from, as {@link ReferenceEncoder#negative} makes them.
     *
     * @throws ModelException if they are not finite
     */
    public synchronized FloatTensor negative() {
        if (negative == null) {
            negative = finite(loaded().negative());
        }
        return negative;
    }

    private ReferenceEncoder loaded() {
        if (encoder == null) {
            encoder = loading.get();
        }
        return encoder;
    }

    private FloatTensor finite(FloatTensor found) {
        if (!found.isFinite()) {
            throw NotFinite.of(names, "");
        }
        return found;
    }

    private static String digest(FloatTensor image) {
        ByteBuffer bytes = ByteBuffer.allocate(image.count() * Float.BYTES);
        bytes.asFloatBuffer().put(image.data());
        return HexFormat.of().formatHex(ContentDigests.sha256().digest(bytes.array()));
    }

    /** Frees the image encoder; what it said stays. */
    public synchronized void release() {
        if (encoder != null) {
            ReferenceEncoder last = encoder;
            encoder = null;
            last.close();
        }
    }

    /** Frees the image encoder, and forgets what it said. */
    @Override
    public synchronized void close() {
        tokens.clear();
        negative = null;
        release();
    }
}
