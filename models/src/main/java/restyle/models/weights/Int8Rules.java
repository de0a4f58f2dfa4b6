package restyle.models.weights;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which layers of denoising networks and autoencoders are computed on 8-bit integers, and how finely: the large ones between the sensitive
 * ends. Most bear one scale a tensor; motion modules need a scale for each run of channels, and the values that they pass between frames bear
 * none. Keys and values of a prompt have few rows and cost nothing.
 *
 * @param grains by what the names of weights match; the first counts
 */
public record Int8Rules(List<Map.Entry<Pattern, Grain>> grains) {
    /** What costs no visible quality. */
    public static final Int8Rules DEFAULT = new Int8Rules(List.of(
            rule(".*\\.ff\\.net\\.0\\.proj\\.weight", Grain.HALVES),
            rule(".*\\.ff\\.net\\.2\\.weight", Grain.TENSOR),
            rule(
                    ".*\\.attentions\\.\\d+\\.transformer_blocks\\..*\\.(attn1\\.to_[qkv]|attn2\\.to_q|to_out\\.0)\\.weight",
                    Grain.TENSOR),
            rule(".*\\.motion_modules\\..*\\.to_[qk]\\.weight", Grain.RUNS),
            rule(".*\\.attentions\\.\\d+\\.proj_(in|out)\\.weight", Grain.TENSOR),
            rule(".*\\.motion_modules\\.\\d+\\.proj_(in|out)\\.weight", Grain.RUNS),
            rule(".*resnets\\.\\d+\\.conv(1|2|_shortcut)\\.weight", Grain.COLUMNS),
            rule("decoder\\.up_blocks\\.\\d+\\.upsamplers\\.0\\.conv\\.weight", Grain.DOUBLED),
            rule(".*(down|up)samplers\\.0\\.conv\\.weight", Grain.COLUMNS)));

    /** Narrower layers are bound by memory, not by arithmetic. */
    private static final long MIN_CHANNELS = 32;

    private static Map.Entry<Pattern, Grain> rule(String names, Grain grain) {
        return Map.entry(Pattern.compile(names), grain);
    }

    /** Finds the grain of each weight that is computed on integers. */
    public NavigableMap<String, Grain> of(StateDict network) {
        NavigableMap<String, Grain> found = new TreeMap<>();
        network.tensors().forEach((name, tensor) -> of(name, tensor).ifPresent(grain -> found.put(name, grain)));
        return found;
    }

    private Optional<Grain> of(String name, StoredTensor tensor) {
        boolean isLarge = tensor.shape().length >= 2 && tensor.dim(0) >= MIN_CHANNELS && tensor.dim(1) >= MIN_CHANNELS;
        return grains.stream()
                .filter(rule -> isLarge && rule.getKey().matcher(name).matches())
                .map(Map.Entry::getValue)
                .filter(grain -> grain.fits(tensor.shape()))
                .findFirst();
    }
}
