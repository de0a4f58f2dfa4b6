package restyle.models.weights.names;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import restyle.models.weights.StateDict;
import restyle.models.weights.StoredTensor;

/**
 * Takes off what training programs put before every name of a network: {@code module.} (several GPUs), {@code _orig_mod.} (compiled), {@code
 * state_dict.} and the like. Nothing that a file is depends on them.
 */
final class Wrappers {
    /** Known ones; a file may have other things beside what is wrapped. */
    private static final Set<String> KNOWN = Set.of(
            "module", "_orig_mod", "state_dict", "model_state_dict", "model", "net", "network", "params", "params_ema");

    /** First parts of names that belong to a layout, so that they stay although all names of a file may begin with one. */
    private static final Pattern OWN = Pattern.compile(
            "\\d+|(down|mid|up|input|middle|output)_blocks?|.*(encoder|decoder)|.*stage_model|control_model|diffusion_model"
                    + "|(text|vision)_model|visual|embeddings|image_proj|ip_adapter|adapter|body|layers|unet|transformer"
                    + "|pretrained|depth_head|backbone|conditioner|string_to_param|lora_.*|lycoris_.*|base_model|.*_blocks");

    /** Two layouts have "model" for a first part of their own: CompVis' checkpoints and the first ESRGAN's. */
    private static final Pattern OWN_MODEL = Pattern.compile("model\\.(diffusion_model|\\d+)\\..*");

    private static final int MAX_DEPTH = 4;

    private Wrappers() {}

    /** Returns the same tensors under their networks' own names; names without a wrapper are unchanged. */
    static StateDict removed(StateDict file) {
        StateDict inner = file;
        for (int depth = 0; depth < MAX_DEPTH; depth++) {
            Optional<String> wrapper = wrapper(inner);
            if (wrapper.isEmpty()) {
                return inner;
            }
            inner = without(wrapper.get(), inner);
        }
        return inner;
    }

    private static Optional<String> wrapper(StateDict file) {
        Map<String, Long> counts = file.tensors().keySet().stream()
                .filter(name ->
                        name.indexOf('.') > 0 && !OWN_MODEL.matcher(name).matches())
                .collect(Collectors.groupingBy(
                        name -> name.substring(0, name.indexOf('.')), TreeMap::new, Collectors.counting()));
        int all = file.tensors().size();
        return counts.entrySet().stream()
                .filter(entry -> KNOWN.contains(entry.getKey())
                        ? entry.getValue() * 2 > all
                        : all > 1
                                && entry.getValue() == all
                                && !OWN.matcher(entry.getKey()).matches())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static StateDict without(String wrapper, StateDict file) {
        NavigableMap<String, StoredTensor> names = new TreeMap<>();
        file.tensors()
                .forEach((name, tensor) -> names.put(
                        name.startsWith(wrapper + ".") ? name.substring(wrapper.length() + 1) : name, tensor));
        return new StateDict(file.origin(), names);
    }
}
