package restyle.models.weights.names;

import java.util.regex.Pattern;
import restyle.models.weights.NameMemory;

/**
 * Names of what training leaves in files and no network has a use for: averages, schedules, counters, and tables that follow from nothing but
 * their length.
 */
public final class LeftBehind {
    private static final Pattern PATTERN = Pattern.compile(
            "model_ema\\..*|(sqrt_|log_)?(one_minus_|recip_|recipm1_)?alphas_cumprod(_prev)?|betas|posterior_.*|global_step|epoch"
                    + "|step|v_pred|ztsnr|logvar|scale_factor|logit_scale|.*\\.logit_scale|loss\\..*|.*\\.loss\\..*|.*position_ids"
                    + "|.*text_projection(\\.weight)?|.*mask_token|.*\\.eval_conv\\..*|no_norm|vae_(scale|shift)"
                    // Of Depth Anything: the last level has nothing to be added to.
                    + "|.*refinenet4\\.resConfUnit1\\..*|neck\\.fusion_stage\\.layers\\.0\\.residual_layer1\\..*");

    private static final NameMemory<Boolean> NAMES =
            new NameMemory<>(name -> PATTERN.matcher(name).matches());

    private LeftBehind() {}

    /** Returns whether a name, as the file has it, is one of these. */
    public static boolean isLeftBehind(String name) {
        return NAMES.get(name);
    }

    static boolean isNotLeftBehind(String name) {
        return !isLeftBehind(name);
    }
}
