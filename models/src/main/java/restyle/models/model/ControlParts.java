package restyle.models.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import restyle.models.graph.ModelException;
import restyle.models.weights.StateDict;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.names.NetworkKind;
import restyle.models.weights.patch.Addition;
import restyle.models.weights.patch.LowRank;
import restyle.models.weights.patch.Patch;
import restyle.models.weights.patch.Patches;

/**
 * ControlNets that are stored as what they change in their base model's UNet. Sources: kohya-ss/sd-webui's extraction and Stability AI's
 * Control-LoRA, as ComfyUI reads them (controlnet.py).
 *
 * @param tensors whole ones, under diffusers' names
 * @param patches what makes a ControlNet of them
 */
record ControlParts(StateDict tensors, Patches patches) {
    private static final String DIFFERENCE = "difference";
    private static final String LOW_RANK = "lora_controlnet";
    private static final String UP = ".up";
    private static final String DOWN = ".down";

    /** Tells whether a file can only be used with the model that it was made from. */
    static boolean needBase(StateDict file) {
        return file.tensors().containsKey(DIFFERENCE) || file.tensors().containsKey(LOW_RANK);
    }

    /**
     * Puts a ControlNet together.
     *
     * @param file under its own names
     * @param base under diffusers' names
     * @throws ModelException if the file holds no whole ControlNet
     */
    static ControlParts of(Path path, StateDict file, StateDict base) {
        Optional<StateDict> own = NetworkKind.CONTROLNET.in(file);
        StateDict tensors = own.orElseThrow(() -> new ModelException(
                path + " holds parts of a ControlNet, but not its zero convolutions; is the file complete?"));
        return file.tensors().containsKey(LOW_RANK) ? lowRank(tensors, base) : difference(tensors, base);
    }

    private static ControlParts difference(StateDict tensors, StateDict base) {
        List<Patch> patches = new ArrayList<>();
        tensors.tensors().keySet().stream()
                .filter(base.tensors()::containsKey)
                .forEach(name -> patches.add(Addition.of(name, base.get(name))));
        return new ControlParts(tensors, Patches.of(patches));
    }

    /** What the file does not have is the base's; what it has in two factors is added to it. */
    private static ControlParts lowRank(StateDict own, StateDict base) {
        NavigableMap<String, StoredTensor> whole = new TreeMap<>();
        base.tensors().forEach((name, tensor) -> {
            if (name.matches("(conv_in|time_embedding|down_blocks|mid_block)\\..*")) {
                whole.put(name, tensor);
            }
        });
        List<Patch> patches = new ArrayList<>();
        own.tensors().forEach((name, tensor) -> {
            if (name.endsWith(UP)) {
                String layer = name.substring(0, name.length() - UP.length());
                String weight = layer + ".weight";
                base.get(weight);
                patches.add(new Addition(weight, new LowRank(tensor, own.get(layer + DOWN)), 1));
            } else if (!name.endsWith(DOWN)) {
                whole.put(name, tensor);
            }
        });
        return new ControlParts(new StateDict(own.origin() + " with " + base.origin(), whole), Patches.of(patches));
    }
}
