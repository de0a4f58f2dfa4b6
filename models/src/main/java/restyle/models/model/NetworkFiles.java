package restyle.models.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import restyle.models.graph.ModelException;
import restyle.models.weights.StateDict;
import restyle.models.weights.format.TensorFiles;
import restyle.models.weights.names.ModelKind;
import restyle.models.weights.names.NetworkKind;

/**
 * One network as files hold it.
 *
 * @param path what the user named
 * @param tensors under diffusers' names
 * @param config settings beside the weights, if any
 */
public record NetworkFiles(Path path, StateDict tensors, NetworkConfig config) {
    /** The folders of a diffusers model, and the class that their settings name. */
    private static final Map<NetworkKind, String> FOLDERS = Map.of(
            NetworkKind.UNET, "unet",
            NetworkKind.VAE, "vae",
            NetworkKind.TINY_VAE_ENCODER, "vae",
            NetworkKind.TINY_VAE_DECODER, "vae",
            NetworkKind.TEXT_ENCODER, "text_encoder");

    /** Networks that their authors publish as files beside each other, by what those files are called. */
    private static final Map<NetworkKind, String> FILES =
            Map.of(NetworkKind.TINY_VAE_ENCODER, "taesd_encoder", NetworkKind.TINY_VAE_DECODER, "taesd_decoder");

    private static final List<String> EXTENSIONS = List.of(".safetensors", ".pth", ".pt");

    /**
     * Opens one network of a file, of a folder with weights and config.json, or of a diffusers model's folder.
     *
     * @throws ModelException if it is not there, which says what is there instead; or not whole; or has parts or settings that are not
     *     computed here
     */
    public static NetworkFiles open(Path path, NetworkKind part) {
        NetworkFiles found = find(path, part).orElseThrow(() -> isNo(path, part));
        found.objection(part).ifPresent(objection -> {
            throw new ModelException(objection);
        });
        return found;
    }

    /** Does as {@link #open}, but empty if everything is readable and this network is not there, and not checked otherwise. */
    public static Optional<NetworkFiles> find(Path path, NetworkKind part) {
        Path place = place(path, part);
        StateDict file = everything(place);
        return part.in(file)
                .filter(tensors -> ModelKind.of(file).offers(part))
                .map(tensors -> new NetworkFiles(path, tensors, config(place)));
    }

    /** Returns the error that a file is something else than what it is used as. */
    static ModelException isNo(Path path, NetworkKind part) {
        StateDict file = everything(place(path, part));
        List<String> missing = ModelKind.of(file).offers(part) ? part.missing(file) : List.of();
        return missing.isEmpty()
                ? isNo(path, file, withArticle(part.toString()))
                : new ModelException("%s has no tensor %s, which every %s of its layout has; is the file complete?"
                        .formatted(path, missing.get(0), part));
    }

    private static String withArticle(String network) {
        return ("AEIOaeio".indexOf(network.charAt(0)) < 0 ? "a " : "an ") + network;
    }

    /**
     * Returns the message that a model does not have one of its networks; of something that is no model, what it is.
     *
     * @param network or the part of it that is missed
     */
    static String lacks(Path path, NetworkKind kind, String network, String advice) {
        Path inside = place(path, kind);
        if (!inside.equals(path) && WeightlessPlace.isNamedOtherwise(inside)) {
            return new WeightlessPlace(inside).expecting(withArticle(network)).getMessage();
        }
        StateDict file = everything(place(path, NetworkKind.UNET));
        return file.tensors().isEmpty() || ModelKind.of(file).offersSome()
                ? "%s holds no %s; %s".formatted(path, network, advice)
                : isNo(path, file, withArticle(network)).getMessage();
    }

    static ModelException isNo(Path path, StateDict file, String expected) {
        if (file.tensors().isEmpty()) {
            return new WeightlessPlace(path).expecting(expected);
        }
        ModelKind kind = ModelKind.of(file);
        String advice = kind.advice().isEmpty() ? "" : "; " + kind.advice();
        return new ModelException("%s is %s; expected %s%s".formatted(path, kind, expected, advice));
    }

    /** Says why the network cannot be used as it is; empty if it is whole, nothing but itself, and its settings ask for what is computed. */
    public Optional<String> objection(NetworkKind part) {
        try {
            ConfigRules.of(part).require(config);
        } catch (ModelException e) {
            return Optional.of(e.getMessage());
        }
        return WeightsCheck.of(part, this).objection(part, tensors.origin());
    }

    /** Returns what the settings say that has no meaning here. */
    List<String> notes(NetworkKind part) {
        return ConfigRules.of(part).unknown(config);
    }

    /** Returns the file or folder that would have this network. */
    public static Path place(Path path, NetworkKind part) {
        Path inside = path.resolve(FOLDERS.getOrDefault(part, ""));
        Path place = Files.isDirectory(inside) ? inside : path;
        return Optional.ofNullable(FILES.get(part)).stream()
                .flatMap(name -> EXTENSIONS.stream().map(extension -> place.resolve(name + extension)))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(place);
    }

    private static NetworkConfig config(Path place) {
        Path folder = Files.isDirectory(place) ? place : place.toAbsolutePath().getParent();
        NetworkConfig config = NetworkConfig.read(folder.resolve("config.json"));
        boolean diffusers = Files.isDirectory(place) || FolderWeights.isNamedSo(place);
        return diffusers ? config : NetworkConfig.NONE;
    }

    /** Returns all tensors of a file, or of the weight files of a folder. */
    public static StateDict everything(Path place) {
        if (!Files.isDirectory(place)) {
            return StateDict.of(TensorFiles.read(place));
        }
        return FolderWeights.in(place).stream()
                .map(shard -> StateDict.of(TensorFiles.read(shard)))
                .reduce(StateDict::and)
                .orElseGet(() -> new StateDict(place.toString(), new TreeMap<>()));
    }
}
