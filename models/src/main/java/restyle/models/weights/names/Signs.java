package restyle.models.weights.names;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import restyle.models.weights.NameMemory;
import restyle.models.weights.StateDict;
import restyle.models.weights.StoredTensor;

/** What tells kinds of files apart: questions to the names and shapes of their tensors. */
final class Signs {
    /** A name of a LoRA in any of its layouts and algorithms. */
    static final String LORA =
            "(.*[._])?(lora_(down|up|mid|A|B|linear_layer)|lora|\\w+_lora|hada_[wt]\\d|lokr_[wt]\\d|dora_scale"
                    + "|oft_(blocks|diag)|glora)([._].*)?|(lora_(unet|te\\d?|transformer)|lycoris)_.*";

    /** A mark that such files have, or a layer of theirs: the halves of a low-rank change to a ControlNet's layer. */
    static final String CONTROL_LORA = "lora_controlnet|(control_model\\.)?input_blocks\\.\\d+\\..*\\.(down|up)";

    /** A name that only ControlNets have. */
    static final String CONTROL =
            "(.*\\.)?(zero_convs\\.\\d+\\.0|controlnet_(down_blocks|mid_block|cond_embedding)|input_hint_block)\\..*";

    /** A name of a layer across frames. */
    static final String MOTION = ".*motion_modules\\.\\d+\\..*";

    /** The first layer of a UNet. */
    static final String UNET = "(model\\.)?(diffusion_model\\.)?(input_blocks\\.0\\.0|conv_in)\\.weight";

    /** A layer of a T2I-Adapter, in full, light, or diffusers' form. */
    static final String T2I = "(adapter\\.)?body\\.0\\.((body|resnets)\\.0\\.)?block1\\.weight";

    private static final Predicate<String> MOTION_NAME = names(MOTION);

    private Signs() {}

    /** Returns whether a name matches as a whole. */
    static Predicate<StateDict> any(String pattern) {
        Predicate<String> names = names(pattern);
        return file -> file.tensors().keySet().stream().anyMatch(names);
    }

    private static Predicate<String> names(String pattern) {
        return new NameMemory<>(Pattern.compile(pattern).asMatchPredicate()::test)::get;
    }

    /** Returns whether all of these names are there. */
    static Predicate<StateDict> all(String... names) {
        return file -> Arrays.stream(names).allMatch(file.tensors()::containsKey);
    }

    static Predicate<StateDict> has(NetworkKind part) {
        return part::isIn;
    }

    /** Returns whether a tensor of a matching name has this size along this axis, of this many axes. */
    static Predicate<StateDict> size(String pattern, int axes, int axis, long size) {
        Predicate<String> names = names(pattern);
        return file -> file.tensors().entrySet().stream()
                .anyMatch(entry -> names.test(entry.getKey())
                        && entry.getValue().shape().length == axes
                        && entry.getValue().dim(axis) == size);
    }

    /** Returns whether layers that attend to a prompt take one of this width; in a LoRA, its lower half tells. */
    static Predicate<StateDict> promptWidth(long width) {
        return size(
                ".*transformer_blocks[._]0[._]attn2[._](processor\\.)?to_[kv].*(weight|hada_w1_b|down)|.*to_[kv]_ip\\.weight",
                2,
                1,
                width);
    }

    /** Returns whether a UNet takes this many channels beside or instead of the 4 of the latents. */
    static Predicate<StateDict> inputChannels(long channels) {
        return size(UNET, 4, 1, channels);
    }

    /** Returns whether there is a tensor of this name and number of axes. */
    static Predicate<StateDict> axes(String name, int axes) {
        return file ->
                file.tensors().containsKey(name) && file.tensors().get(name).shape().length == axes;
    }

    /** Returns whether a file has nothing but what motion modules have. */
    static boolean isMotionAlone(StateDict file) {
        return file.tensors().keySet().stream()
                .filter(LeftBehind::isNotLeftBehind)
                .allMatch(MOTION_NAME);
    }

    /** Returns whether a file holds a single vector, or a few of one length, under a name of no network's form. */
    static boolean isEmbedding(StateDict file) {
        if (file.tensors().size() != 1) {
            return false;
        }
        StoredTensor only = file.tensors().firstEntry().getValue();
        return only.shape().length >= 1
                && only.shape().length <= 2
                && !file.tensors().firstKey().contains(".");
    }
}
