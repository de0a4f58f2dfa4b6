package restyle.models.weights.names;

import java.util.Optional;
import java.util.stream.Stream;
import restyle.models.weights.StateDict;
import restyle.models.weights.StoredTensor;

/**
 * Signs of tiny autoencoders (madebyollin/taesd), whose tensors are called by numbers: in two files, in one, or as diffusers has them. The
 * decoder's numbers are one lower in diffusers, where its first step, which has no weights, is not counted.
 */
final class TinyVaeSigns {
    private static final int LATENT_CHANNELS = 4;
    private static final int WIDTH = 64;

    private TinyVaeSigns() {}

    static boolean isTiny(StateDict file) {
        return hasBlocks(file) && !isOfAnotherFamily(file);
    }

    /** Recognises TAESDV: blocks of the decoder see the previous frame beside this one. */
    static boolean isVideo(StateDict file) {
        return isTiny(file)
                && decoder(file, "3.conv.0.weight", "2.conv.0.weight")
                        .filter(conv -> conv.shape().length == 4 && conv.dim(1) == 2 * WIDTH)
                        .isPresent();
    }

    /** Recognises other families: another number of latent channels, of pixels for a latent, or blocks of another form. */
    static boolean isOfAnotherFamily(StateDict file) {
        boolean latents = decoder(file, "1.weight", "0.weight")
                .filter(conv -> conv.shape().length != 4 || conv.dim(1) != LATENT_CHANNELS)
                .isPresent();
        boolean image = first(file, "taesd_encoder.0.weight", "encoder.0.weight", "encoder.layers.0.weight", "0.weight")
                .filter(conv -> conv.shape().length != 4 || conv.dim(1) != 3 || conv.dim(0) != WIDTH)
                .isPresent();
        boolean pools = file.tensors().keySet().stream().anyMatch(name -> name.endsWith(".pool.0.weight"));
        return hasBlocks(file) && (latents || image || pools);
    }

    private static boolean hasBlocks(StateDict file) {
        return first(file, "taesd_encoder.1.conv.0.weight", "encoder.1.conv.0.weight", "encoder.layers.1.conv.0.weight")
                        .or(() -> first(file, "1.conv.0.weight"))
                        .isPresent()
                || decoder(file, "3.conv.0.weight", "2.conv.0.weight").isPresent();
    }

    private static Optional<StoredTensor> decoder(StateDict file, String counted, String ofDiffusers) {
        return first(file, "taesd_decoder." + counted, "decoder." + counted, "decoder.layers." + ofDiffusers, counted);
    }

    private static Optional<StoredTensor> first(StateDict file, String... names) {
        return Stream.of(names).filter(file.tensors()::containsKey).findFirst().map(file.tensors()::get);
    }
}
