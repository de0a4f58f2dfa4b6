package restyle.models.graph;

/** Whose kernels compute a graph: some of its steps can be said in several ways, of which another one is fastest, or the only one that is taken. */
public enum Kernels {
    /** ONNX Runtime's own for x86-64. */
    X86,
    /** ONNX Runtime's own for other processors. */
    OWN,
    /** Those of a provider that is a library of its own. It is told all shapes beforehand. */
    FOREIGN;

    /** Returns whether the runtime may learn shapes, and what is a weight, only when it runs. */
    boolean learnLate() {
        return this != FOREIGN;
    }
}
