package restyle.models.weights.format;

import java.util.LinkedHashMap;
import java.util.Map;
import restyle.models.weights.StoredType;

/**
 * What a pickle holds beyond numbers, texts (String), bytes (byte[]), None (null) and lists and tuples (both List): nothing that could
 * run.
 */
sealed interface Pickled {

    /** The name of a class or function, {@code module.name}. */
    record Global(String name) implements Pickled {}

    /**
     * A dictionary, or an object that may have been one.
     *
     * @param type its class, dictionaries included
     * @param items by key; only keys that are text are kept, no other names a tensor
     * @param attributes what the object was given when it was rebuilt
     */
    record Dict(String type, Map<String, Object> items, Map<String, Object> attributes) implements Pickled {

        Dict(String type) {
            this(type, new LinkedHashMap<>(), new LinkedHashMap<>());
        }

        /** Compares by identity: dictionaries can contain themselves. */
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** A value of a kind that holds no tensors: a set, a NumPy number, a date. */
    record Opaque() implements Pickled {}

    /**
     * Bytes that tensors share.
     *
     * @param key what the container calls it
     * @param type of its elements; U8 if it does not say
     * @param count number of elements
     */
    record Storage(String key, StoredType type, long count) implements Pickled {

        long bytes() {
            return Math.multiplyExact(count, type.bits() / Byte.SIZE);
        }
    }

    /**
     * A tensor as a view of a storage; all in elements of its type.
     *
     * @param size sizes of the axes, outermost first
     * @param stride step from one element to the next along each axis
     */
    record View(Storage storage, StoredType type, long offset, long[] size, long[] stride) implements Pickled {}
}
