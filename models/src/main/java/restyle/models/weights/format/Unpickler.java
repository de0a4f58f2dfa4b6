package restyle.models.weights.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import restyle.models.graph.ModelException;

/**
 * Reads pickles without running anything: classes and functions stay names, and only calls that {@link TorchCalls} knows to make
 * tensors or plain containers are understood. Opcodes of Python's pickletools up to protocol 4, without those that only text protocols
 * use.
 */
final class Unpickler {
    private static final Object MARK = new Object();
    private static final int MAX_OPCODES = 1 << 22;
    private static final int MAX_NAME_CHARS = 1 << 10;

    private final PickleBytes in;
    private final Function<List<?>, Object> persistent;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();
    private long copiedValues;

    /**
     * @param persistent makes the value that a persistent id, a tuple, stands for
     */
    Unpickler(PickleBytes in, Function<List<?>, Object> persistent) {
        this.in = in;
        this.persistent = persistent;
    }

    /**
     * Reads one pickle and leaves the input behind its end.
     *
     * @throws ModelException if it is malformed, calls a function that is not known to be harmless, or ends too early
     */
    Object read() throws IOException {
        long start = in.position();
        for (int count = 0; count < MAX_OPCODES; count++) {
            long at = in.position() - start;
            int opcode = in.next();
            if (opcode == '.') {
                return pop();
            }
            if (!values(opcode) && !containers(opcode) && !objects(opcode)) {
                throw new ModelException(
                        "byte %d of the pickle is the opcode 0x%02x, which is not supported".formatted(at, opcode));
            }
        }
        throw new ModelException("the pickle holds more values than any that describes weights");
    }

    private boolean values(int opcode) throws IOException {
        switch (opcode) {
            case 0x80 -> in.next();
            case 0x95 -> in.signed64();
            case 'N' -> push(null);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'J' -> push((long) in.signed32());
            case 'K' -> push((long) in.next());
            case 'M' -> push((long) in.unsigned16());
            case 0x8a -> push(in.number(in.next()));
            case 0x8b -> push(in.number(in.signed32()));
            case 'G' -> push(in.float64());
            case 'X', 'T' -> push(in.text(in.signed32() & 0xffffffffL));
            case 0x8c, 'U' -> push(in.text(in.next()));
            case 0x8d -> push(in.text(in.signed64()));
            case 'B' -> push(in.bytes(in.signed32() & 0xffffffffL));
            case 'C' -> push(in.bytes(in.next()));
            case 0x8e, 0x96 -> push(in.bytes(in.signed64()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean containers(int opcode) throws IOException {
        switch (opcode) {
            case '(' -> push(MARK);
            case '0' -> pop();
            case '1' -> popToMark();
            case ']' -> push(new ArrayList<>());
            case ')' -> push(List.of());
            case '}' -> push(new Pickled.Dict("builtins.dict"));
            case 0x8f -> push(new Pickled.Opaque());
            case 't', 'l' -> push(popToMark());
            case 'd' -> pushDict(popToMark());
            case 0x85 -> push(pop(1));
            case 0x86 -> push(pop(2));
            case 0x87 -> push(pop(3));
            case 'a' -> append(pop(1));
            case 'e' -> append(popToMark());
            case 's' -> setItems(pop(2));
            case 'u' -> setItems(popToMark());
            case 0x90 -> popToMark();
            case 0x91 -> {
                popToMark();
                push(new Pickled.Opaque());
            }
            case 'q' -> memo.put(in.next(), peek());
            case 'r' -> memo.put(in.signed32(), peek());
            case 0x94 -> memo.put(memo.size(), peek());
            case 'h' -> recall(in.next());
            case 'j' -> recall(in.signed32());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean objects(int opcode) throws IOException {
        switch (opcode) {
            case 'c' -> pushGlobal(in.line(), in.line());
            case 0x93 -> {
                String name = pop(String.class);
                pushGlobal(pop(String.class), name);
            }
            case 'Q' -> push(persistent.apply(pop(List.class)));
            case 'R' -> {
                List<?> arguments = pop(List.class);
                copy(arguments.isEmpty() ? null : arguments.get(0));
                push(TorchCalls.call(pop(Pickled.Global.class), arguments));
            }
            case 0x81 -> {
                pop(List.class);
                push(new Pickled.Dict(pop(Pickled.Global.class).name()));
            }
            case 0x92 -> {
                pop();
                pop(List.class);
                push(new Pickled.Dict(pop(Pickled.Global.class).name()));
            }
            case 'b' -> setState(pop());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void push(Object value) {
        stack.add(value);
    }

    private void pushGlobal(String module, String name) {
        if (module.length() + name.length() > MAX_NAME_CHARS) {
            throw new ModelException(
                    "the pickle names a class by %d letters".formatted(module.length() + name.length()));
        }
        push(new Pickled.Global(module + "." + name));
    }

    /** Counts the values that an opcode copies: a short pickle can have one long list copied again and again. */
    private void copy(Object source) {
        copiedValues += source instanceof List<?> list
                ? list.size()
                : source instanceof Pickled.Dict dict ? dict.items().size() : 0;
        if (copiedValues > MAX_OPCODES) {
            throw new ModelException("the pickle copies more values than any that describes weights");
        }
    }

    private Object peek() {
        if (stack.isEmpty() || stack.get(stack.size() - 1) == MARK) {
            throw new ModelException("the pickle takes a value that is not there");
        }
        return stack.get(stack.size() - 1);
    }

    private Object pop() {
        Object value = peek();
        stack.remove(stack.size() - 1);
        return value;
    }

    private <T> T pop(Class<T> type) {
        return as(type, pop());
    }

    private static <T> T as(Class<T> type, Object value) {
        if (!type.isInstance(value)) {
            throw new ModelException("the pickle should have a %s, found %s"
                    .formatted(
                            type.getSimpleName(),
                            value == null ? "None" : value.getClass().getSimpleName()));
        }
        return type.cast(value);
    }

    private List<Object> pop(int count) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(0, pop());
        }
        return values;
    }

    private List<Object> popToMark() {
        int mark = stack.lastIndexOf(MARK);
        if (mark < 0) {
            throw new ModelException("the pickle ends a list that it did not begin");
        }
        List<Object> from = stack.subList(mark + 1, stack.size());
        List<Object> values = new ArrayList<>(from);
        stack.subList(mark, stack.size()).clear();
        return values;
    }

    private void recall(int key) {
        if (!memo.containsKey(key)) {
            throw new ModelException("the pickle refers to its value %d, which is not there".formatted(key));
        }
        push(memo.get(key));
    }

    @SuppressWarnings("unchecked")
    private void append(List<Object> values) {
        Object target = peek();
        if (target instanceof ArrayList<?> list) {
            ((List<Object>) list).addAll(values);
        } else if (!(target instanceof Pickled)) {
            throw new ModelException("the pickle appends to a value that is no list");
        }
    }

    private void pushDict(List<Object> items) {
        push(new Pickled.Dict("builtins.dict"));
        setItems(items);
    }

    private void setItems(List<Object> items) {
        Object target = peek();
        if (target instanceof Pickled.Opaque) {
            return;
        }
        Pickled.Dict dict = as(Pickled.Dict.class, target);
        for (int i = 0; i + 1 < items.size(); i += 2) {
            if (items.get(i) instanceof String key) {
                dict.items().put(key, items.get(i + 1));
            }
        }
    }

    /** Keeps the attributes of an object; what else can have a state, a tensor say, does not need it. */
    private void setState(Object state) {
        if (peek() instanceof Pickled.Dict object && state instanceof Pickled.Dict attributes) {
            copy(attributes);
            object.attributes().putAll(attributes.items());
        }
    }
}
