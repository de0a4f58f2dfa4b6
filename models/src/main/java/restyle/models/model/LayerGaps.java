package restyle.models.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import restyle.models.weights.names.NetworkKind;

/**
 * Finds layers that a network must have because others of their level, or of other levels, are there. Networks are built of what their weights
 * have, so that the absence of one of these would be noticed by no other layer, only in the picture.
 */
final class LayerGaps {
    private static final Pattern LAYER = Pattern.compile(
            "(?<half>(?:encoder\\.|decoder\\.)?(?:down_blocks|up_blocks|mid_block))(?:\\.(?<level>\\d+))?\\.(?<kind>resnets|attentions)\\.(?<index>\\d+)\\..*");

    private final Set<String> layers = new TreeSet<>();
    /** Levels of each half, by number. */
    private final Map<String, Set<Integer>> levels = new TreeMap<>();

    private LayerGaps(Set<String> tensors) {
        for (String name : tensors) {
            Matcher layer = LAYER.matcher(name);
            if (layer.matches()) {
                layers.add(name.substring(0, layer.end("index")));
                Optional.ofNullable(layer.group("level"))
                        .ifPresent(level -> levels.computeIfAbsent(layer.group("half"), half -> new TreeSet<>())
                                .add(Integer.valueOf(level)));
            }
        }
    }

    /**
     * Returns the name of the first such layer; empty if none is missing, or the network is of a sort that has no levels.
     *
     * @param tensors names of the network's, as diffusers calls them
     */
    static Optional<String> first(NetworkKind part, Set<String> tensors) {
        LayerGaps gaps = new LayerGaps(tensors);
        return switch (part) {
            case UNET, CONTROLNET -> gaps.attention("down_blocks").or(() -> gaps.attention("up_blocks"));
            case VAE ->
                gaps.resnet("encoder.down_blocks")
                        .or(() -> gaps.resnet("decoder.up_blocks"))
                        .or(() -> gaps.oneOf("encoder.mid_block.attentions.0", "decoder.mid_block.attentions.0"));
            default -> Optional.empty();
        };
    }

    /** Of a level, either all layers attend to the prompt or none; where some level does, the middle does. */
    private Optional<String> attention(String half) {
        for (int level : levels.getOrDefault(half, Set.of())) {
            String block = half + "." + level;
            int attentions = count(block + ".attentions.");
            Optional<String> missing =
                    missing(block + ".attentions.", attentions == 0 ? 0 : count(block + ".resnets."));
            if (missing.isPresent()) {
                return missing;
            }
            if (attentions > 0 && !layers.contains("mid_block.attentions.0")) {
                return Optional.of("mid_block.attentions.0");
            }
        }
        return Optional.empty();
    }

    /** All levels of a half have equally many layers. */
    private Optional<String> resnet(String half) {
        List<String> blocks = levels.getOrDefault(half, Set.of()).stream()
                .map(level -> half + "." + level + ".resnets.")
                .toList();
        int most = blocks.stream().mapToInt(this::count).max().orElse(0);
        return blocks.stream()
                .map(block -> missing(block, most))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> oneOf(String a, String b) {
        boolean both = layers.contains(a) == layers.contains(b);
        return both ? Optional.empty() : Optional.of(layers.contains(a) ? b : a);
    }

    private int count(String prefix) {
        return (int) layers.stream().filter(name -> name.startsWith(prefix)).count();
    }

    private Optional<String> missing(String prefix, int count) {
        for (int i = 0; i < count; i++) {
            if (!layers.contains(prefix + i)) {
                return Optional.of(prefix + i);
            }
        }
        return Optional.empty();
    }
}
