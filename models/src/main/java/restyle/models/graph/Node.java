package restyle.models.graph;

import java.util.Arrays;

/** One node under construction: its inputs are known, attributes follow, {@code yields} adds it to the graph. */
final class Node {
    private static final int FLOAT = 1;
    private static final int INT = 2;
    private static final int STRING = 3;
    private static final int INTS = 7;

    private final Graph graph;
    private final String type;
    private final Tensor[] inputs;
    private final Proto attributes = new Proto();
    private String domain = "";

    /** @param inputs null where an optional input is left out */
    Node(Graph graph, String type, Tensor... inputs) {
        this.graph = graph;
        this.type = type;
        this.inputs = inputs;
    }

    /** Says that the operator is one of ONNX Runtime's own, not of the ONNX standard. */
    Node contributed() {
        domain = Graph.CONTRIBUTED;
        return this;
    }

    Node set(String name, float value) {
        return attribute(new Proto().put(1, name).put(2, value).put(20, FLOAT));
    }

    Node set(String name, long value) {
        return attribute(new Proto().put(1, name).put(3, value).put(20, INT));
    }

    Node set(String name, String value) {
        return attribute(new Proto().put(1, name).put(4, value).put(20, STRING));
    }

    Node set(String name, long[] values) {
        Proto attribute = new Proto().put(1, name);
        Arrays.stream(values).forEach(value -> attribute.put(8, value));
        return attribute(attribute.put(20, INTS));
    }

    private Node attribute(Proto attribute) {
        attributes.put(5, attribute);
        return this;
    }

    /** Adds the node; its one output has the first input's element type. */
    Tensor yields(long... shape) {
        return yields(inputs[0].dtype(), shape);
    }

    Tensor yields(DType dtype, long... shape) {
        return yieldsAll(new DType[] {dtype}, new long[][] {shape})[0];
    }

    /** Adds the node; outputs that are left out, and are null here, have no type. */
    Tensor[] yieldsAll(DType[] types, long[][] shapes) {
        String output = graph.name(type);
        Tensor[] results = new Tensor[types.length];
        Proto node = new Proto();
        boolean given = Arrays.stream(inputs).anyMatch(input -> input != null && input.isGiven());
        for (Tensor input : inputs) {
            node.put(1, input == null ? "" : input.name());
        }
        for (int i = 0; i < types.length; i++) {
            results[i] = types[i] == null
                    ? null
                    : new Tensor(graph, i == 0 ? output : output + "." + i, given, types[i], shapes[i]);
            node.put(2, types[i] == null ? "" : results[i].name());
        }
        node.put(3, output).put(4, type).putAll(attributes).put(7, domain);
        graph.add(node, Arithmetic.operations(type, inputs, shapes[0]));
        return results;
    }
}
