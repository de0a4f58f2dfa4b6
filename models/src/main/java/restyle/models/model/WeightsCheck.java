package restyle.models.model;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import restyle.models.graph.Graph;
import restyle.models.graph.ModelException;
import restyle.models.weights.StateDict;
import restyle.models.weights.Weights;
import restyle.models.weights.names.LeftBehind;
import restyle.models.weights.names.NetworkKind;

/**
 * Whether tensors make up a whole network: its graph is built at a small size, without running it.
 *
 * @param problem the first tensor that is missing or has the wrong shape, as a message; empty if there is none
 * @param unknown names of tensors that the network has no use for; not known, hence empty, if there is a problem
 */
public record WeightsCheck(Optional<String> problem, Set<String> unknown) {
    private static final int MAX_NAMES = 5;
    private static final Set<NetworkKind> WITH_BIASES = EnumSet.of(
            NetworkKind.UNET, NetworkKind.VAE, NetworkKind.TEXT_ENCODER, NetworkKind.CONTROLNET, NetworkKind.MOTION);
    private static final Pattern WITHOUT_BIAS = Pattern.compile(".*\\.(to_[qkv]|(token|position)_embedding)\\.weight");

    /** Checks a network of this sort; settings beside it count. */
    public static WeightsCheck of(NetworkKind part, NetworkFiles files) {
        StateDict tensors = files.tensors();
        Optional<String> gap = LayerGaps.first(part, tensors.tensors().keySet());
        if (gap.isPresent()) {
            String problem = "%s has no tensors of %s, and others like it are there; is the file complete?"
                    .formatted(tensors.origin(), gap.get());
            return new WeightsCheck(Optional.of(problem), Set.of());
        }
        Weights w = Weights.of(new Graph(), tensors);
        try {
            TrialGraph.build(part, files, w);
        } catch (ModelException | IllegalArgumentException | ArithmeticException e) {
            return new WeightsCheck(Optional.of(named(part, files, e)), Set.of());
        }
        Set<String> unknown = w.unused();
        Optional<String> bias = WITH_BIASES.contains(part) ? missingBias(tensors, unknown) : Optional.empty();
        if (bias.isPresent()) {
            String problem = "%s has no tensor %s; is the file complete?".formatted(tensors.origin(), bias.get());
            return new WeightsCheck(Optional.of(problem), Set.of());
        }
        unknown.removeIf(name -> LeftBehind.isLeftBehind(tensors.get(name).name()));
        return new WeightsCheck(Optional.empty(), unknown);
    }

    /** A message that says which file is meant; those of layers do not know. */
    private static String named(NetworkKind part, NetworkFiles files, RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        String origin = files.tensors().origin();
        boolean named = message.contains(origin) || message.contains("config.json: ");
        return named ? message : "%s: the tensors of its %s do not fit together: %s".formatted(origin, part, message);
    }

    /** Layers work without a bias, so that one that is missing would not be missed: only these have none in the networks of Stable Diffusion. */
    private static Optional<String> missingBias(StateDict tensors, Set<String> unknown) {
        return tensors.tensors().keySet().stream()
                .filter(name -> name.endsWith(".weight") && !unknown.contains(name))
                .filter(name -> !WITHOUT_BIAS.matcher(name).matches())
                .map(name -> name.substring(0, name.length() - "weight".length()) + "bias")
                .filter(name -> !tensors.tensors().containsKey(name))
                .findFirst();
    }

    /** Returns why a network cannot be used: something is missing, does not fit, or belongs to a network of another form. */
    Optional<String> objection(NetworkKind part, String origin) {
        if (problem.isPresent() || unknown.isEmpty()) {
            return problem;
        }
        String more = unknown.size() > MAX_NAMES ? " and " + (unknown.size() - MAX_NAMES) + " more" : "";
        return Optional.of("%s: its %s has tensors that restyle has no use for, so it is of another form: %s%s"
                .formatted(origin, part, unknown.stream().limit(MAX_NAMES).collect(Collectors.joining(", ")), more));
    }
}
