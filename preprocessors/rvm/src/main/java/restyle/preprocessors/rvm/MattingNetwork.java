package restyle.preprocessors.rvm;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import restyle.models.graph.ModelException;
import restyle.models.runtime.Compute;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.Session;
import restyle.models.runtime.ValueType;
import restyle.plugins.Clip;

/**
 * A network with the interface of RobustVideoMatting (Lin et al., arXiv:2108.11515), and what it remembers of the scene.
 *
 * <p>It takes {@code src} [1, 3, h, w] 0..1 and gives {@code fgr} [1, 3, h, w] and {@code pha} [1, 1, h, w], 0..1. Four states go
 * in as {@code r1i}..{@code r4i} and come out as {@code r1o}..{@code r4o}; their shapes are the network's own affair, except that
 * zeros of shape [1, 1, 1, 1] begin a scene.
 */
final class MattingNetwork implements AutoCloseable {

    private static final List<String> STATES = List.of("r1", "r2", "r3", "r4");
    private static final Set<String> INPUTS = Set.of("src", "r1i", "r2i", "r3i", "r4i", "downsample_ratio");
    private static final Set<String> OUTPUTS = Set.of("fgr", "pha", "r1o", "r2o", "r3o", "r4o");

    private final Session session;
    private final Map<String, FloatTensor> inputs = new HashMap<>();

    /** Results of the last two runs: while the states in one are read, the other is written. */
    private Map<String, FloatTensor> last = Map.of();

    private Map<String, FloatTensor> lastButOne = Map.of();

    private MattingNetwork(Session session, Clip clip, float ratio) {
        this.session = session;
        inputs.put("src", FloatTensor.zeros(1, 3, clip.height(), clip.width()));
        inputs.put("downsample_ratio", FloatTensor.of(new float[] {ratio}, 1));
        reset();
    }

    /**
     * Loads a network for frames of one size.
     *
     * @param ratio size at which the network looks for the subject, as a share of the frame's
     * @throws ModelException if the file is no such network, or does not take frames of this size
     */
    static MattingNetwork open(Path file, Compute compute, Clip clip, float ratio) {
        Session session = Session.open(file, compute);
        try {
            checkNames(file, "inputs", INPUTS, session.inputs().keySet());
            checkNames(file, "outputs", OUTPUTS, session.outputs().keySet());
            checkSize(file, session.inputs().get("src"), clip);
            return new MattingNetwork(session, clip, ratio);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static void checkNames(Path file, String kind, Set<String> expected, Collection<String> found) {
        if (!expected.equals(Set.copyOf(found))) {
            throw new ModelException(
                    "%s is no RobustVideoMatting network: expected %s %s, found %s; use one of its ONNX files"
                            .formatted(file, kind, expected.stream().sorted().toList(), found));
        }
    }

    private static void checkSize(Path file, ValueType src, Clip clip) {
        if (!src.accepts(1, 3, clip.height(), clip.width())) {
            throw new ModelException("%s takes frames %s only; expected one that takes %dx%d pixels"
                    .formatted(file, src, clip.width(), clip.height()));
        }
    }

    /** Returns the frame to be looked at next, to be filled: [1, 3, h, w], red, green, blue, 0..1. */
    FloatTensor src() {
        return inputs.get("src");
    }

    /** Looks at {@link #src}. The results, by name, stay as they are until the next but one run. */
    Map<String, FloatTensor> run() {
        Map<String, FloatTensor> results = lastButOne;
        if (results.isEmpty()) {
            results = session.run(inputs);
        } else {
            session.run(inputs, results);
        }
        for (String state : STATES) {
            inputs.put(state + "i", results.get(state + "o"));
        }
        lastButOne = last;
        last = results;
        return results;
    }

    /** Forgets the scene. */
    void reset() {
        STATES.forEach(state -> inputs.put(state + "i", FloatTensor.zeros(1, 1, 1, 1)));
    }

    @Override
    public void close() {
        session.close();
    }
}
