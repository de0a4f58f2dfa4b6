package restyle.models.weights;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which layers of denoising networks and autoencoders are computed on 8-bit integers, and how finely: the large ones between the sensitive
 * ends. Most bear one scale a tensor. So do motion modules that add little more to a picture than is there; louder ones need a scale for each run of
 * channels, and the values that those pass between frames bear none. Keys and values of a prompt have few rows and cost nothing.
 *
 * @param rules the first that holds for a weight counts
 */
public record Int8Rules(List<Rule> rules) {
    /** What costs no visible quality. */
    public static final Int8Rules DEFAULT = new Int8Rules(List.of(
            rule(".*\\.ff\\.net\\.0\\.proj\\.weight", Grain.HALVES),
            rule(".*\\.ff\\.net\\.2\\.weight", Grain.TENSOR),
            rule(
                    ".*\\.attentions\\.\\d+\\.transformer_blocks\\..*\\.(attn1\\.to_[qkv]|attn2\\.to_q|to_out\\.0)\\.weight",
                    Grain.TENSOR),
            rule(".*\\.attentions\\.\\d+\\.proj_(in|out)\\.weight", Grain.TENSOR),
            rule(".*\\.motion_modules\\..*\\.(to_[qkv]|to_out\\.0|proj_in|proj_out)\\.weight", Grain.TENSOR)
                    .ofQuietMotion(),
            rule(".*\\.motion_modules\\..*\\.(to_[qk]|proj_in|proj_out)\\.weight", Grain.RUNS),
            rule(".*resnets\\.\\d+\\.conv(1|2|_shortcut)\\.weight", Grain.COLUMNS),
            rule("decoder\\.up_blocks\\.\\d+\\.upsamplers\\.0\\.conv\\.weight", Grain.DOUBLED),
            rule(".*(down|up)samplers\\.0\\.conv\\.weight", Grain.COLUMNS)));

    /** Narrower layers are bound by memory, not by arithmetic. */
    private static final long MIN_CHANNELS = 32;

    /** Which motion modules bear one scale a tensor, by their {@link MotionGain}: those of the starter pack up to 1.22 lose nothing by it. */
    private static final double QUIET = 1.25;

    /**
     * A rule.
     *
     * @param names of weights
     * @param grain that they get
     * @param isForQuietMotion whether it holds only in motion modules that add little
     */
    public record Rule(Pattern names, Grain grain, boolean isForQuietMotion) {

        private Rule ofQuietMotion() {
            return new Rule(names, grain, true);
        }

        private boolean holds(String name, StoredTensor weight, boolean isQuiet) {
            return (isQuiet || !isForQuietMotion) && names.matcher(name).matches() && grain.fits(weight.shape());
        }
    }

    private static Rule rule(String names, Grain grain) {
        return new Rule(Pattern.compile(names), grain, false);
    }

    /** Finds the grain of each weight that is computed on integers. */
    public NavigableMap<String, Grain> of(StateDict network) {
        List<String> quiet = MotionGain.of(network).entrySet().stream()
                .filter(module -> module.getValue() <= QUIET)
                .map(Map.Entry::getKey)
                .toList();
        NavigableMap<String, Grain> found = new TreeMap<>();
        network.tensors()
                .forEach((name, tensor) -> of(name, tensor, quiet.stream().anyMatch(name::startsWith))
                        .ifPresent(grain -> found.put(name, grain)));
        return found;
    }

    private Optional<Grain> of(String name, StoredTensor weight, boolean isQuiet) {
        boolean isLarge = weight.shape().length >= 2 && weight.dim(0) >= MIN_CHANNELS && weight.dim(1) >= MIN_CHANNELS;
        return rules.stream()
                .filter(rule -> isLarge && rule.holds(name, weight, isQuiet))
                .map(Rule::grain)
                .findFirst();
    }
}
