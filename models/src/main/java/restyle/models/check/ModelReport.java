package restyle.models.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import restyle.models.graph.ModelException;
import restyle.models.graph.PrintableText;
import restyle.models.model.NetworkFiles;
import restyle.models.model.WeightlessPlace;
import restyle.models.model.WeightsCheck;
import restyle.models.weights.StateDict;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.StoredType;
import restyle.models.weights.format.TensorFiles;
import restyle.models.weights.names.LeftBehind;
import restyle.models.weights.names.ModelKind;
import restyle.models.weights.names.NetworkKind;

/**
 * What a model file or folder is and holds. Reads names and shapes only.
 *
 * @param kind what it is as a whole
 * @param networks what it holds
 * @param tensors how many there are
 * @param parameters elements of all tensors
 * @param types how many tensors have which element type
 * @param unknown names of tensors that no network has a use for, if there is a network; what trainers leave behind does not count
 * @param metadata free text in the file
 */
public record ModelReport(
        Path path,
        ModelKind kind,
        List<Network> networks,
        long tensors,
        long parameters,
        Map<StoredType, Long> types,
        Set<String> unknown,
        Map<String, String> metadata) {

    private static final int MAX_NAMES = 10;

    /**
     * One network.
     *
     * @param layout whose names the file uses
     * @param problem why it cannot be used, or empty if it is complete and nothing but itself
     */
    public record Network(NetworkKind part, String layout, long tensors, long parameters, Optional<String> problem) {

        private static Network of(NetworkKind part, NetworkFiles network, StateDict file) {
            Collection<StoredTensor> own = network.tensors().tensors().values();
            return new Network(
                    part,
                    part.layout(file).orElseThrow(),
                    own.size(),
                    ModelReport.parameters(own),
                    network.objection(part));
        }
    }

    /** @throws ModelException if there is no such file or folder, it cannot be read, or it is a folder without weights */
    public static ModelReport of(Path path) {
        if (!Files.exists(path)) {
            throw new ModelException("there is no file " + path);
        }
        Map<String, StoredTensor> all = new TreeMap<>();
        Set<String> used = new TreeSet<>();
        List<Network> networks = new ArrayList<>();
        for (NetworkKind part : NetworkKind.values()) {
            Path place = NetworkFiles.place(path, part);
            StateDict file = NetworkFiles.everything(place);
            file.tensors().forEach((name, tensor) -> all.put(place + name, tensor));
            NetworkFiles.find(path, part).ifPresent(network -> {
                networks.add(Network.of(part, network, file));
                Set<String> unknown = WeightsCheck.of(part, network).unknown();
                network.tensors().tensors().forEach((name, tensor) -> {
                    if (!unknown.contains(name)) {
                        used.add(place + tensor.name());
                    }
                });
            });
        }
        if (all.isEmpty() && Files.isDirectory(path)) {
            throw new WeightlessPlace(path).expecting("a model");
        }
        return new ModelReport(
                path,
                ModelKind.of(new StateDict(path.toString(), byName(all.values()))),
                networks,
                all.size(),
                parameters(all.values()),
                all.values().stream()
                        .collect(Collectors.groupingBy(StoredTensor::type, TreeMap::new, Collectors.counting())),
                networks.isEmpty() ? Set.of() : unknown(all, used),
                Files.isDirectory(path) ? Map.of() : TensorFiles.read(path).metadata());
    }

    private static Set<String> unknown(Map<String, StoredTensor> all, Set<String> used) {
        return all.entrySet().stream()
                .filter(entry -> !used.contains(entry.getKey()))
                .map(entry -> entry.getValue().name())
                .filter(name -> !LeftBehind.isLeftBehind(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the report as people read it, a line for each fact. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(path + ": " + kind + (networks.isEmpty() && !kind.advice().isEmpty() ? "; " + kind.advice() : ""));
        lines.add(String.format(Locale.ROOT, "%d tensors, %s parameters, %s", tensors, millions(parameters), types));
        for (Network network : networks) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%s (%s names): %d tensors, %s parameters, %s",
                    network.part(),
                    network.layout(),
                    network.tensors(),
                    millions(network.parameters()),
                    network.problem()
                            .map(problem -> "cannot be used: " + problem)
                            .orElse("complete")));
        }
        if (!unknown.isEmpty()) {
            String more = unknown.size() > MAX_NAMES ? " and " + (unknown.size() - MAX_NAMES) + " more" : "";
            lines.add(String.format(
                    Locale.ROOT,
                    "%d tensors of no known use: %s%s",
                    unknown.size(),
                    unknown.stream().limit(MAX_NAMES).collect(Collectors.joining(", ")),
                    more));
        }
        metadata.forEach((key, value) -> lines.add("metadata " + key + ": " + value));
        lines.replaceAll(PrintableText::of);
        return lines;
    }

    /** Returns {@link #lines} as one text. */
    @Override
    public String toString() {
        return String.join(System.lineSeparator(), lines());
    }

    private static TreeMap<String, StoredTensor> byName(Collection<StoredTensor> tensors) {
        TreeMap<String, StoredTensor> names = new TreeMap<>();
        tensors.forEach(tensor -> names.put(tensor.name(), tensor));
        return names;
    }

    private static long parameters(Collection<StoredTensor> tensors) {
        return tensors.stream().mapToLong(StoredTensor::count).sum();
    }

    private static String millions(long count) {
        return count < 1_000_000 ? Long.toString(count) : String.format(Locale.ROOT, "%.1f million", count / 1e6);
    }
}
