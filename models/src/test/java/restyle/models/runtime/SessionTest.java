package restyle.models.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import restyle.models.graph.DType;
import restyle.models.graph.FileRegion;
import restyle.models.graph.Graph;
import restyle.models.graph.ModelException;
import restyle.models.graph.OnnxModel;
import restyle.models.graph.Tensor;

class SessionTest {
    private static final Compute COMPUTE = new Compute(Device.CPU, 2);

    @TempDir
    Path folder;

    @Test
    void saysWhatItTakesAndGives() {
        try (Session session = Session.open(sum(), COMPUTE)) {
            assertEquals(List.of("a", "b"), List.copyOf(session.inputs().keySet()));
            assertEquals("FLOAT[2, 3]", session.inputs().get("a").toString());
            assertEquals("FLOAT[2, 3]", session.outputs().get("sum").toString());
        }
    }

    @Test
    void writesResultsIntoTensorsOfTheCaller() {
        FloatTensor sum = FloatTensor.zeros(2, 3);
        try (Session session = Session.open(sum(), COMPUTE)) {
            for (int run = 1; run <= 3; run++) {
                FloatTensor a = FloatTensor.of(new float[] {1, 2, 3, 4, 5, run}, 2, 3);
                session.run(Map.of("a", a, "b", a), Map.of("sum", sum));
                assertArrayEquals(new float[] {2, 4, 6, 8, 10, 2 * run}, sum.toArray());
            }
        }
    }

    @Test
    void namesInputsThatAreMissingUnknownOrOfTheWrongShape() {
        FloatTensor a = FloatTensor.zeros(2, 3);
        try (Session session = Session.open(sum(), COMPUTE)) {
            refuses("needs the input b FLOAT[2, 3]", () -> session.run(Map.of("a", a)));
            refuses("has no input c; it has [a, b]", () -> session.run(Map.of("a", a, "b", a, "c", a)));
            refuses(
                    "input b should be FLOAT[2, 3], found float32[3, 2]",
                    () -> session.run(Map.of("a", a, "b", FloatTensor.zeros(3, 2))));
            refuses(
                    "b should be FLOAT[2, 3], found int64[2, 3]",
                    () -> session.run(Map.of("a", a, "b", new LongTensor(new long[6], new long[] {2, 3}))));
            refuses("has no output x", () -> session.run(Map.of("a", a, "b", a), Map.of("x", a)));
        }
    }

    @Test
    void opensAnOnnxFile() throws IOException {
        Path file = Files.write(folder.resolve("sum.onnx"), sum().bytes());
        try (Session session = Session.open(file, COMPUTE)) {
            FloatTensor a = FloatTensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
            assertArrayEquals(
                    new float[] {2, 4, 6, 8, 10, 12},
                    session.run(Map.of("a", a, "b", a)).get("sum").toArray());
        }
    }

    /** Characters beyond U+FFFF are two in Java's own form of UTF-8, which no file system knows. */
    @ParameterizedTest
    @CsvSource({"\ud83e\udd8a plain, w.bin", "plain, \ud83c\udfac.bin", "a/\ud83e\udd8a/b, \ud83c\udfac\ud83e\udd8a.bin"
    })
    void readsFilesWhoseNamesHaveEmoji(String home, String name) throws IOException {
        Path plain = Files.createDirectories(folder.resolve("first"));
        Path weights = Files.write(
                plain.resolve(name),
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putFloat(3)
                        .putFloat(4)
                        .array());
        byte[] withWeightsBeside = plusWeights(weights).bytes();
        Path emoji = folder.resolve(home);
        Files.createDirectories(emoji.getParent());
        Files.move(plain, emoji);
        Path onnx = Files.write(emoji.resolve("net \ud83c\udfac.onnx"), withWeightsBeside);
        for (boolean asFile : new boolean[] {false, true}) {
            try (Session session =
                    asFile ? Session.open(onnx, COMPUTE) : Session.open(plusWeights(emoji.resolve(name)), COMPUTE)) {
                FloatTensor x = FloatTensor.of(new float[] {1, 1}, 2);
                assertArrayEquals(
                        new float[] {4, 5}, session.run(Map.of("x", x)).get("y").toArray());
            }
        }
    }

    private static OnnxModel plusWeights(Path file) {
        Graph graph = new Graph();
        Tensor weight = graph.weight("w", DType.FLOAT, new long[] {2}, new FileRegion(file, 0, 8));
        graph.output("y", graph.input("x", 2).add(weight));
        return graph.toModel();
    }

    @Test
    void convertsHalfFloatsAtTheBorder() {
        Graph graph = new Graph();
        Tensor x = graph.input("x", DType.FLOAT16, 4);
        graph.output("y", x.add(x));
        try (Session session = Session.open(graph.toModel(), COMPUTE)) {
            FloatTensor in = FloatTensor.of(new float[] {1.5f, -0.1f, 1e-7f, 40000}, 4);
            float[] y = session.run(Map.of("x", in)).get("y").toArray();
            assertArrayEquals(new float[] {3, -0.2f, 2.4e-7f, Float.POSITIVE_INFINITY}, y, 1e-4f);
        }
    }

    /** Models of other makers leave sizes open: a network that returns as many rows as it is given. */
    @Test
    void givesResultsWhoseShapeWasNotKnownBefore() throws IOException {
        Path file = Path.of(SessionTest.class
                .getResource("/restyle/models/runtime/relu_any_rows.onnx")
                .getPath());
        try (Session session = Session.open(file, COMPUTE)) {
            assertArrayEquals(new long[] {-1, 2}, session.inputs().get("x").shape());
            FloatTensor y = session.run(Map.of("x", FloatTensor.of(new float[] {-1, 1, 2, -2, 3, 3}, 3, 2)))
                    .get("y");
            assertArrayEquals(new long[] {3, 2}, y.shape());
            assertArrayEquals(new float[] {0, 1, 2, 0, 3, 3}, y.toArray());
        }
    }

    @Test
    void saysThatAFileIsNoModel() throws IOException {
        Path file = Files.writeString(folder.resolve("x.onnx"), "not a model");
        refuses(file + " cannot be loaded on cpu: ", () -> Session.open(file, COMPUTE));
        refuses("nowhere.onnx cannot be loaded on cpu: ", () -> Session.open(folder.resolve("nowhere.onnx"), COMPUTE));
    }

    /** Files whose header was not padded have their weights at any offset, users keep them under any name and behind links. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 4096, 4099})
    void readsWeightsAtAnyOffset(int offset) throws IOException {
        float[] values = new float[64 * 64];
        Random random = new Random(offset);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        ByteBuffer bytes =
                ByteBuffer.allocate(offset + Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(offset)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .put(values);
        Path real = Files.write(
                Files.createDirectories(folder.resolve("b l\u00f6b")).resolve("w \u6f2b.bin"), bytes.array());
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        Graph graph = new Graph();
        FileRegion region = new FileRegion(link, offset, Float.BYTES * (long) values.length);
        Tensor weight = graph.weight("w", DType.FLOAT, new long[] {64, 64}, region);
        graph.output("y", graph.input("x", 1, 64).linear(weight, null));
        graph.output("z", graph.input("ones", 64, 64).mul(weight));
        FloatTensor x = FloatTensor.zeros(1, 64);
        x.data().put(5, 1);
        FloatTensor ones = FloatTensor.zeros(64, 64);
        IntStream.range(0, ones.count()).forEach(i -> ones.data().put(i, 1));
        try (Session session = Session.open(graph.toModel(), COMPUTE)) {
            Map<String, FloatTensor> out = session.run(Map.of("x", x, "ones", ones));
            assertArrayEquals(values, out.get("z").toArray());
            for (int row = 0; row < 64; row++) {
                assertEquals(values[row * 64 + 5], out.get("y").data().get(row), 1e-7f);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"FLOAT8_E4M3, 56 64 200 126, 1 2 -4 448", "FLOAT8_E5M2, 60 64 196 123, 1 2 -4 57344"})
    void readsWeightsOfEightBits(DType type, String stored, String expected) throws IOException {
        byte[] bytes = new byte[4];
        float[] values = new float[4];
        for (int i = 0; i < 4; i++) {
            bytes[i] = (byte) Integer.parseInt(stored.split(" ")[i]);
            values[i] = Float.parseFloat(expected.split(" ")[i]);
        }
        Path file = Files.write(folder.resolve("w.bin"), bytes);
        Graph graph = new Graph();
        Tensor weight = graph.weight("w", type, new long[] {4}, new FileRegion(file, 0, 4));
        graph.output("y", graph.input("x", 4).add(weight.cast(DType.FLOAT)));
        try (Session session = Session.open(graph.toModel(), COMPUTE)) {
            assertArrayEquals(
                    values,
                    session.run(Map.of("x", FloatTensor.zeros(4))).get("y").toArray());
        }
    }

    @Test
    void computesTheSameBitsEveryTime() {
        Graph graph = new Graph();
        Tensor x = graph.input("x", 4, 96, 64);
        graph.output("y", x.attention(x, x, 4, false).groupNorm(8, 1e-5f).matmul(x.t()));
        FloatTensor in = FloatTensor.zeros(4, 96, 64);
        Random random = new Random(1);
        for (int i = 0; i < in.count(); i++) {
            in.data().put(i, (float) random.nextGaussian());
        }
        float[] first;
        try (Session session = Session.open(graph.toModel(), COMPUTE)) {
            first = session.run(Map.of("x", in)).get("y").toArray();
            assertArrayEquals(first, session.run(Map.of("x", in)).get("y").toArray());
        }
        try (Session session = Session.open(graph.toModel(), COMPUTE)) {
            assertArrayEquals(first, session.run(Map.of("x", in)).get("y").toArray());
        }
    }

    private static OnnxModel sum() {
        Graph graph = new Graph();
        graph.output("sum", graph.input("a", 2, 3).add(graph.input("b", 2, 3)));
        return graph.toModel();
    }

    private static void refuses(String message, Executable operation) {
        ModelException e = assertThrows(ModelException.class, operation);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
