package restyle.models.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import restyle.models.graph.DType;
import restyle.models.graph.ModelException;

/** The native tensors of one run: views of host tensors where the types agree, converted copies otherwise. */
final class OrtValues implements AutoCloseable {
    private final OrtEnvironment environment;
    private final Map<String, OnnxTensor> tensors = new HashMap<>();
    private final List<Runnable> conversions = new ArrayList<>();

    OrtValues(OrtEnvironment environment) {
        this.environment = environment;
    }

    Map<String, OnnxTensor> tensors() {
        return tensors;
    }

    void add(String name, HostTensor tensor, ValueType expected) throws OrtException {
        if (tensor instanceof FloatTensor floats && expected.dtype() == DType.FLOAT) {
            put(name, OnnxTensor.createTensor(environment, floats.data(), floats.shape()));
        } else if (tensor instanceof FloatTensor floats && expected.dtype() == DType.FLOAT16) {
            ByteBuffer halves =
                    ByteBuffer.allocateDirect(Short.BYTES * floats.count()).order(ByteOrder.nativeOrder());
            HalfFloats.narrow(floats.data(), halves.asShortBuffer());
            put(name, OnnxTensor.createTensor(environment, halves, floats.shape(), OnnxJavaType.FLOAT16));
            conversions.add(() -> HalfFloats.widen(halves.asShortBuffer(), floats.data()));
        } else if (tensor instanceof LongTensor longs && expected.dtype() == DType.INT64) {
            put(name, OnnxTensor.createTensor(environment, LongBuffer.wrap(longs.values()), longs.shape()));
        } else {
            throw new ModelException("%s should be %s, found %s".formatted(name, expected, tensor));
        }
    }

    private void put(String name, OnnxTensor tensor) {
        tensors.put(name, tensor);
    }

    /** Brings, after a run, results back to the host tensors that they belong to. */
    void finish() {
        conversions.forEach(Runnable::run);
    }

    /** Returns the values of a result whose shape was not known before. */
    static FloatTensor copy(OnnxTensor tensor) {
        FloatTensor copy = FloatTensor.zeros(tensor.getInfo().getShape());
        if (tensor.getFloatBuffer() == null) {
            throw new ModelException("a result of type " + tensor.getInfo().type + " is not read; expected floats");
        }
        copy.data().put(tensor.getFloatBuffer());
        return copy;
    }

    static DType dtype(OnnxJavaType type) {
        return type == OnnxJavaType.UNKNOWN || type == OnnxJavaType.STRING
                ? unreadable(type)
                : DType.valueOf(type.name());
    }

    private static DType unreadable(OnnxJavaType type) {
        throw new ModelException("networks with values of type " + type + " cannot be used");
    }

    @Override
    public void close() {
        tensors.values().forEach(OnnxTensor::close);
    }
}
