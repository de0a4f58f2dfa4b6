package restyle.models.weights.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import restyle.models.graph.ModelException;
import restyle.models.testing.Golden;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.StoredType;
import restyle.models.weights.TensorValues;

/** Reads files that torch.save wrote, and others that it did not; see the README beside them. */
class TorchFileTest {

    private static final Map<StoredType, String> TORCH_NAMES = Map.ofEntries(
            Map.entry(StoredType.F32, "float32"),
            Map.entry(StoredType.F16, "float16"),
            Map.entry(StoredType.BF16, "bfloat16"),
            Map.entry(StoredType.F64, "float64"),
            Map.entry(StoredType.F8_E4M3, "float8_e4m3fn"),
            Map.entry(StoredType.F8_E5M2, "float8_e5m2"),
            Map.entry(StoredType.I64, "int64"),
            Map.entry(StoredType.I32, "int32"),
            Map.entry(StoredType.I16, "int16"),
            Map.entry(StoredType.I8, "int8"),
            Map.entry(StoredType.U8, "uint8"),
            Map.entry(StoredType.BOOL, "bool"));

    @TempDir
    Path folder;

    static Stream<String> good() throws IOException {
        return names(true);
    }

    static Stream<String> bad() throws IOException {
        return names(false);
    }

    /** Hostile files make a file of this name when they get their way. */
    @AfterAll
    static void nothingRan() {
        assertFalse(Files.exists(Path.of("RAN")));
    }

    @ParameterizedTest
    @MethodSource("good")
    void readsWhatTorchReads(String name) throws Exception {
        JsonNode expected = expected().get(name).get("tensors");
        Map<String, StoredTensor> found = TensorFiles.read(file(name)).tensors();
        assertEquals(expected.size(), found.size(), found.keySet().toString());
        for (Map.Entry<String, JsonNode> tensor : expected.properties()) {
            StoredTensor stored = found.get(tensor.getKey());
            long[] shape = tensor.getValue()
                    .get("shape")
                    .valueStream()
                    .mapToLong(JsonNode::asLong)
                    .toArray();
            assertArrayEquals(shape, stored.shape(), tensor.getKey());
            assertEquals(tensor.getValue().get("dtype").asText(), TORCH_NAMES.get(stored.type()), tensor.getKey());
            assertEquals(tensor.getValue().get("sha256").asText(), sha256(stored), tensor.getKey());
        }
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refusesWithTheFilesName(String name) {
        ModelException e = assertThrows(ModelException.class, () -> TensorFiles.read(file(name)));
        assertTrue(e.getMessage().startsWith(file(name) + " cannot be read as a PyTorch file: "), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hostile_system.ckpt | it calls posix.system, which no file of weights needs
            hostile_eval.ckpt | it calls builtins.eval, which no file of weights needs
            storage_cut.pth | its storage 0 should have
            storage_too_small.pth | its tensor control_model.zero_convs.0.0.weight [32, 255, 1, 1] ends at element
            zip_cut_half.pth | the end of the zip is missing; was the download cut off?
            empty.pt | it is empty
            text.pt | it is a web page, saved in the place of a model; download the file itself
            lfs_pointer.ckpt | it is a Git LFS pointer, which only says where the file is
            """)
    void saysWhatIsWrong(String name, String reason) {
        ModelException e = assertThrows(ModelException.class, () -> TensorFiles.read(file(name)));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @Test
    void leavesTensorsWhereTheyAre() {
        Path file = file("motion_legacy.ckpt");
        TensorFiles.read(file)
                .tensors()
                .values()
                .forEach(tensor -> assertEquals(file, tensor.region().file()));
    }

    @Test
    void readsSixtyFourBitZips() throws Exception {
        Path file =
                Files.write(folder.resolve("large.pth"), withLargeFields(Files.readAllBytes(file("controlnet.pth"))));
        Map<String, StoredTensor> expected =
                TensorFiles.read(file("controlnet.pth")).tensors();
        Map<String, StoredTensor> found = TensorFiles.read(file).tensors();
        for (Map.Entry<String, StoredTensor> tensor : expected.entrySet()) {
            assertEquals(sha256(tensor.getValue()), sha256(found.get(tensor.getKey())));
        }
    }

    @Test
    void knowsFilesByWhatTheyHold() throws Exception {
        Path named = folder.resolve("model.ckpt");
        Files.copy(Golden.path("golden/unet_8x12.safetensors"), named);
        assertFalse(TensorFiles.read(named).tensors().isEmpty());
        assertThrows(ModelException.class, () -> TensorFiles.read(folder.resolve("missing.ckpt")));
        assertThrows(ModelException.class, () -> TensorFiles.read(folder));
    }

    /** Rewrites a zip's directory as that of a zip beyond 4 GiB: sizes and places in 64-bit fields. */
    private static byte[] withLargeFields(byte[] zip) {
        ByteBuffer in = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int end = zip.length - 22;
        int start = in.getInt(end + 16);
        ByteBuffer out = ByteBuffer.allocate(2 * zip.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(zip, 0, start);
        for (int at = start; in.getInt(at) == 0x02014b50; ) {
            int name = in.getShort(at + 28);
            int next = at + 46 + name + in.getShort(at + 30) + in.getShort(at + 32);
            int entry = out.position();
            out.put(zip, at, 46 + name).putShort((short) 1).putShort((short) 24);
            out.putLong(in.getInt(at + 24)).putLong(in.getInt(at + 20)).putLong(in.getInt(at + 42));
            out.putInt(entry + 20, -1).putInt(entry + 24, -1).putInt(entry + 42, -1);
            out.putShort(entry + 30, (short) 28).putShort(entry + 32, (short) 0);
            at = next;
        }
        int end64 = out.position();
        out.putInt(0x06064b50).putLong(44).putInt(0).putLong(0).putLong(0).putLong(0);
        out.putLong(end64 - start).putLong(start);
        out.putInt(0x07064b50).putInt(0).putLong(end64).putInt(1);
        int last = out.position();
        out.put(zip, end, 22).putInt(last + 12, -1).putInt(last + 16, -1);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static String sha256(StoredTensor tensor) throws Exception {
        float[] values = TensorValues.floats(tensor);
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    }

    private static Stream<String> names(boolean accepted) throws IOException {
        return expected().properties().stream()
                .filter(file -> file.getValue().get("accept").asBoolean() == accepted)
                .map(Map.Entry::getKey);
    }

    private static JsonNode expected() throws IOException {
        return new ObjectMapper().readTree(file("expected.json").toFile());
    }

    private static Path file(String name) {
        return Golden.path("pickles/" + name);
    }
}
