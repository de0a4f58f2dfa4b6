package restyle.models.lora;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a tensor of a LoRA file is to its layer, told by the end of its name. */
enum Role {
    UP(
            "\\.lora_up\\.weight",
            "\\.lora_B(\\.\\w+)?\\.weight",
            "(\\.|_)lora\\.up\\.weight",
            "\\.lora_linear_layer\\.up\\.weight"),
    DOWN(
            "\\.lora_down\\.weight",
            "\\.lora_A(\\.\\w+)?\\.weight",
            "(\\.|_)lora\\.down\\.weight",
            "\\.lora_linear_layer\\.down\\.weight"),
    CORE("\\.lora_mid\\.weight"),
    ALPHA("\\.alpha"),
    DORA_SCALE("\\.dora_scale"),
    MAGNITUDE("\\.lora_magnitude_vector(\\.\\w+)?(\\.weight)?"),
    HADA_W1_A("\\.hada_w1_a"),
    HADA_W1_B("\\.hada_w1_b"),
    HADA_T1("\\.hada_t1"),
    HADA_W2_A("\\.hada_w2_a"),
    HADA_W2_B("\\.hada_w2_b"),
    HADA_T2("\\.hada_t2"),
    LOKR_W1("\\.lokr_w1"),
    LOKR_W1_A("\\.lokr_w1_a"),
    LOKR_W1_B("\\.lokr_w1_b"),
    LOKR_W2("\\.lokr_w2"),
    LOKR_W2_A("\\.lokr_w2_a"),
    LOKR_W2_B("\\.lokr_w2_b"),
    LOKR_T2("\\.lokr_t2"),
    DIFF("\\.diff", "\\.w_norm"),
    DIFF_BIAS("\\.diff_b", "\\.b_norm");

    /** Matches a whole name; the first group is the layer's. */
    final Pattern pattern;

    Role(String... endings) {
        pattern = Pattern.compile("(.+?)(?:" + String.join("|", endings) + ")");
    }

    /** Names it for messages, as kohya's files do. */
    String title() {
        return switch (this) {
            case UP -> "lora_up";
            case DOWN -> "lora_down";
            default -> name().toLowerCase(Locale.ROOT);
        };
    }
}
