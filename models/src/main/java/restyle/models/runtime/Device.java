package restyle.models.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import restyle.models.graph.Graph;
import restyle.models.graph.ModelException;
import restyle.models.graph.Precision;

/**
 * A processor that networks run on, known to be there.
 *
 * @param kind which provider of ONNX Runtime
 * @param index which of several, from 0; always 0 for the CPU
 * @param provider the device of a provider that is a library of its own, for that kind only
 */
public record Device(Kind kind, int index, Optional<ProviderDevice> provider) {

    /** The CPU, which is always there. */
    public static final Device CPU = new Device(Kind.CPU, 0);

    private static final Pattern NAME = Pattern.compile("cuda(?::(\\d{1,4}))?");

    /** Kinds of processors. */
    public enum Kind {
        CPU,
        CUDA,
        /** A device of an execution provider that is a library of its own. */
        PROVIDER
    }

    /** Makes a device of ONNX Runtime's own providers. */
    public Device(Kind kind, int index) {
        this(kind, index, Optional.empty());
    }

    /**
     * Returns the device that a user named: {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}, or {@code ep:LIBRARY}, see {@link
     * ProviderDevice}. {@code auto} is the first CUDA device if
     * one works here, otherwise the CPU.
     *
     * @throws ModelException if there is no such name, or a device that was asked for does not work here
     */
    public static Device find(String name) {
        Matcher cuda = NAME.matcher(name);
        if (cuda.matches()) {
            Device device = new Device(Kind.CUDA, cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1)));
            return working(device, name);
        }
        if (name.startsWith(ProviderDevice.PREFIX)) {
            ProviderDevice found = ProviderDevice.find(name);
            return working(new Device(Kind.PROVIDER, found.index(), Optional.of(found)), name);
        }
        return switch (name) {
            case "cpu" -> CPU;
            case "auto" -> {
                Device first = new Device(Kind.CUDA, 0);
                yield first.obstacle().isEmpty() ? first : CPU;
            }
            default ->
                throw new ModelException(
                        "no device \"" + name + "\"; expected auto, cpu, cuda or cuda:N, or ep:LIBRARY");
        };
    }

    private static Device working(Device device, String name) {
        device.obstacle().ifPresent(reason -> {
            throw new ModelException("device " + name + " cannot be used: " + reason);
        });
        return device;
    }

    /**
     * Finds what networks compute in on this device. {@code auto} is float32 on the CPU and float16 on CUDA.
     *
     * @param name {@code auto} or a {@link Precision}
     * @throws ModelException if there is no such precision, or this kind of device does not have it
     */
    public Precision precision(String name) {
        if (name.equals("auto")) {
            return kind == Kind.CUDA ? Precision.FP16 : Precision.FP32;
        }
        Precision precision = named(name);
        if (precision == Precision.TF32 && kind != Kind.CUDA) {
            throw new ModelException(
                    kind == Kind.CPU
                            ? "tf32 is arithmetic of NVIDIA cards, the device is the CPU; use fp32 or int8"
                            : "tf32 is arithmetic of NVIDIA cards, the device is %s; use fp32".formatted(this));
        }
        if (precision == Precision.INT8 && kind != Kind.CPU) {
            throw new ModelException("int8 is for the CPU, the device is %s; use fp16".formatted(this));
        }
        return precision;
    }

    private static Precision named(String name) {
        try {
            return Precision.of(name);
        } catch (IllegalArgumentException e) {
            throw new ModelException(e.getMessage(), e);
        }
    }

    /** Returns why this device does not work here, or empty if it does: a tiny network is run on it. */
    public Optional<String> obstacle() {
        OnnxRuntime.environment();
        if (kind == Kind.CUDA && !OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
            return Optional.of("this build of ONNX Runtime has no CUDA; build restyle with the profile cuda");
        }
        Graph graph = new Graph();
        graph.output("y", graph.input("x", 1).add(1));
        try (Session session = Session.open(graph.toModel(), new Compute(this, 1))) {
            session.run(Map.of("x", FloatTensor.zeros(1)));
            return Optional.empty();
        } catch (ModelException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Returns the name that {@link #find} takes. */
    @Override
    public String toString() {
        return provider.map(ProviderDevice::toString).orElse(kind == Kind.CPU ? "cpu" : "cuda:" + index);
    }
}
