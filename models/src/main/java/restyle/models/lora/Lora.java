package restyle.models.lora;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import restyle.models.graph.Graph;
import restyle.models.graph.ModelException;
import restyle.models.weights.StateDict;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.TensorFile;
import restyle.models.weights.format.TensorFiles;
import restyle.models.weights.names.ModuleNames;
import restyle.models.weights.names.NetworkKind;
import restyle.models.weights.patch.Patch;
import restyle.models.weights.patch.Patches;

/**
 * A LoRA or one of its relatives, in any layout that people share: kohya's, with names of diffusers or CompVis, diffusers' new and old ones,
 * PEFT's; AnimateDiff's motion LoRAs and domain adapter. Opening reads names and shapes, and the numbers called alpha.
 */
public final class Lora {
    /** How much counts where nobody says. */
    public static final double STRENGTH = 1;

    /** The same of motion LoRAs: as the paper on AnimateDiff (arXiv 2307.04725) uses them. */
    public static final double MOTION_STRENGTH = 0.8;

    private static final List<String> IN_FOLDER = List.of(
            "pytorch_lora_weights.safetensors",
            "adapter_model.safetensors",
            "pytorch_lora_weights.bin",
            "adapter_model.bin");

    private final Path path;
    private final double strength;
    private final PeftConfig config;
    private final Map<LayerKey, Map<Role, StoredTensor>> layers;

    /**
     * What a LoRA changes in a network.
     *
     * @param patches the changes
     * @param unused layers for which the file has a change and the network has no place
     */
    public record Changes(Patches patches, List<String> unused) {}

    private Lora(Path path, double strength, PeftConfig config, Map<LayerKey, Map<Role, StoredTensor>> layers) {
        this.path = path;
        this.strength = strength;
        this.config = config;
        this.layers = layers;
    }

    /**
     * Opens a LoRA for the image model, or the folder in which diffusers or PEFT saves one.
     *
     * @param strength 1 as trained, 0 no effect; below 0 is allowed
     * @throws ModelException if it cannot be read, is something else, or holds tensors that are not known
     */
    public static Lora open(Path path, double strength) {
        Lora lora = read(path, strength);
        if (lora.layers.keySet().stream().anyMatch(LayerKey::isMotion)) {
            throw new ModelException(path + " is a motion LoRA; use --motion-lora for it");
        }
        return lora;
    }

    /**
     * Opens a LoRA for a motion module, or the domain adapter that belongs to one.
     *
     * @param strength 1 as trained, 0 no effect; below 0 is allowed
     * @throws ModelException if it cannot be read, is something else, or holds tensors that are not known
     */
    public static Lora openMotion(Path path, double strength) {
        Lora lora = read(path, strength);
        if (lora.layers.keySet().stream().noneMatch(layer -> layer.isMotion() || layer.isProcessor())) {
            throw new ModelException(path + " is a LoRA for the image model, not for motion; use --lora for it");
        }
        return lora;
    }

    private static Lora read(Path path, double strength) {
        TensorFile file = TensorFiles.read(IN_FOLDER.stream()
                .map(path::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(path));
        Map<LayerKey, Map<Role, StoredTensor>> layers = new TreeMap<>();
        List<String> unknown = new ArrayList<>();
        file.tensors()
                .forEach((name, tensor) -> LayerKey.read(name)
                        .ifPresentOrElse(
                                found -> add(
                                        layers.computeIfAbsent(found.layer(), key -> new EnumMap<>(Role.class)),
                                        found,
                                        tensor),
                                () -> unknown.add(name)));
        if (layers.isEmpty() || !unknown.isEmpty()) {
            throw Misfit.unreadable(file, unknown, layers.isEmpty());
        }
        return new Lora(path, strength, PeftConfig.of(file), layers);
    }

    private static void add(Map<Role, StoredTensor> layer, LayerKey.LoraTensor found, StoredTensor tensor) {
        StoredTensor other = layer.put(found.role(), tensor);
        if (other != null) {
            throw new ModelException(
                    "%s: two tensors are the %s of the layer %s, so it holds more than one LoRA; expected one a file: %s, %s"
                            .formatted(
                                    tensor.region().file(),
                                    found.role().title(),
                                    found.layer().name(),
                                    other,
                                    tensor));
        }
    }

    /** Returns the file or folder that was opened. */
    public Path path() {
        return path;
    }

    /**
     * Makes the changes to a UNet, with a motion module or without, or to a text encoder. What the file has for the other network is left
     * alone.
     *
     * @param network the tensors under diffusers' names
     * @throws ModelException if the file was made for another model
     */
    public Changes changes(NetworkKind kind, StateDict network) {
        ModuleNames modules = ModuleNames.of(network);
        List<Patch> patches = new ArrayList<>();
        List<String> unused = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        layers.forEach((key, tensors) -> {
            if (key.owner() == kind) {
                Optional<String> module = modules.find(key.name());
                if (module.isPresent()) {
                    patches.addAll(checked(
                            new Layer(path, key, config, tensors).patches(module.get(), network, (float) strength),
                            network));
                } else {
                    (key.isOptional() ? unused : missing).add(key.name());
                }
            }
        });
        if (!missing.isEmpty()) {
            throw Misfit.missing(path, network, missing);
        }
        return new Changes(strength == 0 ? Patches.NONE : Patches.of(patches), unused);
    }

    /** Builds every change once, so that what does not fit is found before anything is computed. */
    private Collection<Patch> checked(List<Patch> patches, StateDict network) {
        for (Patch patch : patches) {
            StoredTensor weight = network.get(patch.target());
            Graph graph = new Graph();
            try {
                patch.apply(weight.rows(graph));
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw Misfit.shape(path, network, patch, weight, e);
            }
        }
        return patches;
    }
}
