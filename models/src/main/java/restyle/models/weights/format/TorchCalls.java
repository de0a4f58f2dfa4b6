package restyle.models.weights.format;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import restyle.models.graph.ModelException;
import restyle.models.weights.StoredType;

/**
 * The functions that a pickle of tensors may call, and what they give here. Any other call is refused: that is how a pickle would run
 * a command.
 *
 * @see <a href="https://github.com/pytorch/pytorch/blob/main/torch/_utils.py">torch/_utils.py</a>
 */
final class TorchCalls {

    private static final int MAX_AXES = 64;
    private static final int MAX_KEY_BYTES = 1 << 10;

    /** Calls that make dictionaries. */
    private static final Set<String> DICTS =
            Set.of("collections.OrderedDict", "collections.Counter", "collections.defaultdict", "builtins.dict");

    /** Calls whose first argument is the value. */
    private static final Set<String> WRAPPERS = Set.of(
            "torch._utils._rebuild_parameter",
            "torch._utils._rebuild_parameter_with_state",
            "torch.nn.parameter.Parameter",
            "torch.Size");

    /** Harmless calls whose values hold no tensors. */
    private static final Set<String> OPAQUE = Set.of(
            "_codecs.encode",
            "builtins.bytearray",
            "builtins.complex",
            "builtins.frozenset",
            "builtins.set",
            "builtins.slice",
            "collections.deque",
            "copyreg._reconstructor",
            "datetime.datetime",
            "numpy.core.multiarray._reconstruct",
            "numpy.core.multiarray.scalar",
            "numpy._core.multiarray._reconstruct",
            "numpy._core.multiarray.scalar",
            "numpy.dtype",
            "pathlib.Path",
            "pathlib.PosixPath",
            "pathlib.WindowsPath",
            "torch._utils._rebuild_device_tensor_from_numpy",
            "torch.device");

    /** torch.FloatStorage and so on. */
    private static final Map<String, StoredType> STORAGES = Map.ofEntries(
            Map.entry("Float", StoredType.F32),
            Map.entry("Half", StoredType.F16),
            Map.entry("BFloat16", StoredType.BF16),
            Map.entry("Double", StoredType.F64),
            Map.entry("Long", StoredType.I64),
            Map.entry("Int", StoredType.I32),
            Map.entry("Short", StoredType.I16),
            Map.entry("Char", StoredType.I8),
            Map.entry("Byte", StoredType.U8),
            Map.entry("Bool", StoredType.BOOL),
            Map.entry("ComplexFloat", StoredType.C64),
            Map.entry("Untyped", StoredType.U8));

    /** torch.float32 and so on. */
    private static final Map<String, StoredType> DTYPES = Map.ofEntries(
            Map.entry("float32", StoredType.F32),
            Map.entry("float16", StoredType.F16),
            Map.entry("bfloat16", StoredType.BF16),
            Map.entry("float64", StoredType.F64),
            Map.entry("float8_e4m3fn", StoredType.F8_E4M3),
            Map.entry("float8_e4m3fnuz", StoredType.F8_E4M3FNUZ),
            Map.entry("float8_e5m2", StoredType.F8_E5M2),
            Map.entry("float8_e5m2fnuz", StoredType.F8_E5M2FNUZ),
            Map.entry("float8_e8m0fnu", StoredType.F8_E8M0),
            Map.entry("int64", StoredType.I64),
            Map.entry("int32", StoredType.I32),
            Map.entry("int16", StoredType.I16),
            Map.entry("int8", StoredType.I8),
            Map.entry("uint64", StoredType.U64),
            Map.entry("uint32", StoredType.U32),
            Map.entry("uint16", StoredType.U16),
            Map.entry("uint8", StoredType.U8),
            Map.entry("bool", StoredType.BOOL),
            Map.entry("complex64", StoredType.C64));

    private TorchCalls() {}

    /** Returns what {@code function(arguments)} gives. */
    static Object call(Pickled.Global function, List<?> arguments) {
        // Python 2 called the module of its built-in functions __builtin__.
        String name = function.name().replaceFirst("^__builtin__\\.", "builtins.");
        if (DICTS.contains(name)) {
            return dict(name, arguments);
        }
        if (WRAPPERS.contains(name)) {
            return argument(arguments, 0, Object.class);
        }
        if (OPAQUE.contains(name)) {
            return new Pickled.Opaque();
        }
        return switch (name) {
            case "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2" ->
                view(arguments, argument(arguments, 0, Pickled.Storage.class).type());
            case "torch._utils._rebuild_tensor_v3" ->
                view(arguments, type(DTYPES, argument(arguments, 6, Pickled.Global.class), ""));
            default ->
                throw new ModelException(
                        "it calls %s, which no file of weights needs; such a file may be an attack".formatted(name));
        };
    }

    /** Returns the storage that a persistent id stands for: ("storage", class, key, location, count, view). */
    static Pickled.Storage storage(List<?> id) {
        if (!"storage".equals(text(argument(id, 0, Object.class)))) {
            throw new ModelException("the pickle refers to something outside that is no storage");
        }
        if (id.size() > 5 && id.get(5) != null) {
            throw new ModelException(
                    "a storage is a part of another one, as only old PyTorch wrote; save the file again");
        }
        StoredType type = type(STORAGES, argument(id, 1, Pickled.Global.class), "Storage");
        long count = argument(id, 4, Long.class);
        if (count < 0 || count > Long.MAX_VALUE / Long.BYTES) {
            throw new ModelException("a storage has %d elements".formatted(count));
        }
        return new Pickled.Storage(text(argument(id, 2, Object.class)), type, count);
    }

    private static Pickled.View view(List<?> arguments, StoredType type) {
        return new Pickled.View(
                argument(arguments, 0, Pickled.Storage.class),
                type,
                argument(arguments, 1, Long.class),
                longs(argument(arguments, 2, List.class)),
                longs(argument(arguments, 3, List.class)));
    }

    private static Pickled.Dict dict(String name, List<?> arguments) {
        Pickled.Dict dict = new Pickled.Dict(name);
        if (!arguments.isEmpty() && arguments.get(0) instanceof List<?> pairs) {
            for (Object pair : pairs) {
                if (pair instanceof List<?> item && item.size() == 2 && item.get(0) instanceof String key) {
                    dict.items().put(key, item.get(1));
                }
            }
        }
        return dict;
    }

    private static StoredType type(Map<String, StoredType> types, Pickled.Global name, String ending) {
        String last = name.name().substring(name.name().lastIndexOf('.') + 1);
        StoredType type = last.endsWith(ending) ? types.get(last.substring(0, last.length() - ending.length())) : null;
        if (type == null) {
            throw new ModelException("tensors of type %s are not supported".formatted(name.name()));
        }
        return type;
    }

    private static <T> T argument(List<?> arguments, int index, Class<T> type) {
        if (index >= arguments.size() || !type.isInstance(arguments.get(index))) {
            throw new ModelException("argument %d of a tensor should be a %s".formatted(index, type.getSimpleName()));
        }
        return type.cast(arguments.get(index));
    }

    private static long[] longs(List<?> values) {
        if (values.size() > MAX_AXES) {
            throw new ModelException(
                    "a tensor has %d axes, at most %d are supported".formatted(values.size(), MAX_AXES));
        }
        long[] longs = new long[values.size()];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = argument(values, i, Long.class);
        }
        return longs;
    }

    private static String text(Object value) {
        if (value instanceof byte[] bytes && bytes.length <= MAX_KEY_BYTES) {
            return new String(bytes, StandardCharsets.US_ASCII);
        }
        if (value instanceof String text) {
            return text;
        }
        throw new ModelException("the pickle refers to something outside that has no name");
    }
}
