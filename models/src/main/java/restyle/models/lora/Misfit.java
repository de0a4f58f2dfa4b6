package restyle.models.lora;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import restyle.models.graph.ModelException;
import restyle.models.weights.StateDict;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.TensorFile;
import restyle.models.weights.names.ModelKind;
import restyle.models.weights.patch.Patch;

/** Says why a LoRA file cannot be used, and what it seems to be instead. */
final class Misfit {
    private static final int MAX_NAMES = 5;

    private static final String XL_NAMES =
            "lora_te2_.*|text_encoder_2\\..*|.*attentions[._]\\d[._]transformer_blocks[._][1-9].*"
                    + "|.*put_blocks[._]\\d+[._]1[._]transformer_blocks[._][1-9].*|.*middle_block[._]1[._]transformer_blocks[._][1-9].*";
    private static final String OTHER_NAMES =
            ".*(double_blocks|single_blocks|single_transformer_blocks|joint_blocks|lora_te3_).*|"
                    + "(transformer|lora_transformer)[._].*";

    private Misfit() {}

    /** Says that the file holds no LoRA at all, or tensors beside it that nobody knows. */
    static ModelException unreadable(TensorFile file, List<String> unknown, boolean all) {
        String family = family(unknown);
        if (!family.isEmpty()) {
            return new ModelException(
                    "%s is a LoRA for %s; expected one for Stable Diffusion 1.5".formatted(file.path(), family));
        }
        ModelKind kind = ModelKind.of(StateDict.of(file));
        return all && kind != ModelKind.LORA && kind != ModelKind.MOTION_LORA
                ? new ModelException("%s is %s; expected a LoRA".formatted(file.path(), kind))
                : new ModelException("%s holds %d tensors that are not known in a LoRA: %s"
                        .formatted(file.path(), unknown.size(), some(unknown)));
    }

    /** Says that the network lacks layers that the file would change. */
    static ModelException missing(Path path, StateDict network, List<String> layers) {
        String family = family(layers);
        if (!family.isEmpty()) {
            return new ModelException(
                    "%s is a LoRA for %s; it does not fit %s".formatted(path, family, network.origin()));
        }
        boolean noModule = layers.stream().anyMatch(name -> name.matches(".*[._]motion_modules[._].*"))
                && network.tensors().keySet().stream().noneMatch(name -> name.contains(".motion_modules."));
        return noModule
                ? new ModelException("%s is a motion LoRA; it needs a motion module, and none is used".formatted(path))
                : new ModelException("%s does not fit %s, which lacks %d layers that it changes: %s"
                        .formatted(path, network.origin(), layers.size(), some(layers)));
    }

    /** Says that a change is not as large as what it changes. */
    static ModelException shape(
            Path path, StateDict network, Patch patch, StoredTensor weight, RuntimeException reason) {
        String sources = patch.sources().stream().map(StoredTensor::toString).collect(Collectors.joining(", "));
        String family = patch.sources().stream()
                .map(tensor -> tensor.shape().length < 2 || !patch.target().matches(".*attn2\\.to_[kv]\\.weight")
                        ? ""
                        : family(tensor.dim(1)))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .map(name -> "; it was made for " + name)
                .orElse("");
        return new ModelException(
                "%s does not fit %s: %s cannot change %s%s".formatted(path, network.origin(), sources, weight, family),
                reason);
    }

    private static String family(long promptWidth) {
        return promptWidth == 2048 ? "Stable Diffusion XL" : promptWidth == 1024 ? "Stable Diffusion 2" : "";
    }

    private static String family(Collection<String> names) {
        if (names.stream().anyMatch(name -> name.matches(XL_NAMES))) {
            return "Stable Diffusion XL";
        }
        return names.stream().anyMatch(name -> name.matches(OTHER_NAMES))
                ? "a model of another family (Flux, Stable Diffusion 3 or the like)"
                : "";
    }

    private static String some(List<String> names) {
        String more = names.size() > MAX_NAMES ? " and " + (names.size() - MAX_NAMES) + " more" : "";
        return names.stream().limit(MAX_NAMES).collect(Collectors.joining(", ")) + more;
    }
}
