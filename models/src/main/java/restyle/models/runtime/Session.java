package restyle.models.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import restyle.models.graph.ModelException;
import restyle.models.graph.OnnxModel;

/**
 * One network, loaded. Tensors go in and come out by name; the same inputs give the same bits on the same device with the same number
 * of threads. Several threads may run it at a time; {@link #close} must come after the last run.
 *
 * <p>Callers see float32 only: where a network takes or gives float16, values are converted on the way.
 */
public final class Session implements AutoCloseable {
    private final OrtEnvironment environment = OnnxRuntime.environment();
    private final String name;
    private final Compute compute;
    private final OrtSession session;
    private final Map<String, ValueType> inputs;
    private final Map<String, ValueType> outputs;
    private final long operations;
    private final long loadNanos;
    private final LongAdder calls = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    private interface Opening {
        OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options) throws OrtException;
    }

    private Session(String name, Compute compute, Optional<Path> weightsFolder, long operations, Opening opening) {
        this.name = name;
        this.compute = compute;
        this.operations = operations;
        long began = System.nanoTime();
        try (OrtSession.SessionOptions options = SessionSettings.of(compute, weightsFolder)) {
            session = opening.open(environment, options);
            inputs = types(session.getInputInfo());
            outputs = types(session.getOutputInfo());
        } catch (OrtException e) {
            throw new ModelException(
                    name + " cannot be loaded on " + compute.device() + ": "
                            + MemoryAdvice.complete(e.getMessage(), compute),
                    e);
        }
        loadNanos = System.nanoTime() - began;
    }

    /** Loads a network that was built in Java. */
    public static Session open(OnnxModel model, Compute compute) {
        return new Session(
                "the network",
                compute,
                model.weightsFolder(),
                model.operations(),
                (environment, options) -> environment.createSession(model.bytes(), options));
    }

    /**
     * Loads an {@code .onnx} file.
     *
     * @throws ModelException if it is not there or not a model
     */
    public static Session open(Path onnxFile, Compute compute) {
        try (OnnxFile file = OnnxFile.at(onnxFile)) {
            return new Session(onnxFile.toString(), compute, file.weightsFolder(), 0, file::open);
        }
    }

    /** Returns what {@link #run} takes, in the network's order. */
    public Map<String, ValueType> inputs() {
        return inputs;
    }

    /** Returns what {@link #run} gives, in the network's order. */
    public Map<String, ValueType> outputs() {
        return outputs;
    }

    /** Returns what the session has done so far. */
    public SessionUse use() {
        return new SessionUse(loadNanos / 1e9, calls.sum(), nanos.sum() / 1e9, operations);
    }

    /**
     * Runs the network once and returns all of its float outputs in new tensors.
     *
     * @throws ModelException if an input is missing, unknown, or of another shape than the network takes
     */
    public Map<String, FloatTensor> run(Map<String, ? extends HostTensor> in) {
        Map<String, FloatTensor> out = new LinkedHashMap<>();
        outputs.forEach((output, type) -> {
            if (type.isConcrete()) {
                out.put(output, FloatTensor.zeros(type.shape()));
            }
        });
        if (out.size() == outputs.size()) {
            run(in, out);
            return out;
        }
        try (OrtValues values = new OrtValues(environment)) {
            give(in, values);
            try (OrtSession.Result result = call(values.tensors(), Map.of())) {
                for (String output : outputs.keySet()) {
                    out.put(output, OrtValues.copy((OnnxTensor)
                            result.get(output).orElseThrow()));
                }
            }
            return out;
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    /**
     * Runs the network once and writes results into tensors that the caller keeps; outputs that are not named are computed but dropped.
     *
     * @throws ModelException if an input or output is missing, unknown, or of another shape than the network's
     */
    public void run(Map<String, ? extends HostTensor> in, Map<String, FloatTensor> out) {
        check(out, outputs, "output");
        try (OrtValues values = new OrtValues(environment);
                OrtValues results = new OrtValues(environment)) {
            give(in, values);
            for (Map.Entry<String, FloatTensor> output : out.entrySet()) {
                results.add(output.getKey(), output.getValue(), outputs.get(output.getKey()));
            }
            call(values.tensors(), results.tensors()).close();
            results.finish();
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    private OrtSession.Result call(Map<String, OnnxTensor> in, Map<String, OnnxTensor> out) throws OrtException {
        try (OrtSession.RunOptions options = new OrtSession.RunOptions()) {
            RunningCalls.began(options);
            long began = System.nanoTime();
            try {
                return out.isEmpty() ? session.run(in, options) : session.run(in, Set.of(), out, options);
            } finally {
                RunningCalls.ended(options);
                nanos.add(System.nanoTime() - began);
                calls.increment();
            }
        }
    }

    private void give(Map<String, ? extends HostTensor> in, OrtValues values) throws OrtException {
        check(in, inputs, "input");
        for (Map.Entry<String, ValueType> expected : inputs.entrySet()) {
            if (!in.containsKey(expected.getKey())) {
                throw new ModelException(
                        "%s needs the input %s %s".formatted(name, expected.getKey(), expected.getValue()));
            }
        }
        for (Map.Entry<String, ? extends HostTensor> input : in.entrySet()) {
            values.add(input.getKey(), input.getValue(), inputs.get(input.getKey()));
        }
    }

    private void check(Map<String, ? extends HostTensor> given, Map<String, ValueType> known, String kind) {
        given.forEach((key, tensor) -> {
            ValueType type = known.get(key);
            if (type == null) {
                throw new ModelException("%s has no %s %s; it has %s".formatted(name, kind, key, known.keySet()));
            }
            if (!type.accepts(tensor.shape())) {
                throw new ModelException("%s: %s %s should be %s, found %s".formatted(name, kind, key, type, tensor));
            }
        });
    }

    private ModelException failed(OrtException e) {
        return new ModelException(name + " failed: " + MemoryAdvice.complete(e.getMessage(), compute), e);
    }

    private static Map<String, ValueType> types(Map<String, NodeInfo> infos) {
        Map<String, ValueType> types = new LinkedHashMap<>();
        infos.forEach((key, info) -> {
            if (!(info.getInfo() instanceof TensorInfo tensor)) {
                throw new ModelException("a network whose value " + key + " is no tensor cannot be used");
            }
            types.put(key, new ValueType(OrtValues.dtype(tensor.type), tensor.getShape()));
        });
        return types;
    }

    /** Frees the network. */
    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw failed(e);
        }
    }
}
