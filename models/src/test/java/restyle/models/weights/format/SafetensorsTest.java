package restyle.models.weights.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import restyle.models.graph.ModelException;
import restyle.models.testing.Golden;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.TensorFile;
import restyle.models.weights.TensorValues;

/** Verdicts and values of the safetensors library on small files, most of them broken in one way each. */
class SafetensorsTest {

    static Stream<String> files(boolean accepted) throws IOException {
        List<String> names = new ArrayList<>();
        for (JsonNode file : new ObjectMapper()
                .readTree(Golden.path("safetensors/expected.json").toFile())) {
            if (file.get("accept").isBoolean() && file.get("accept").booleanValue() == accepted) {
                names.add(file.get("file").textValue());
            }
        }
        return names.stream();
    }

    static Stream<String> goodFiles() throws IOException {
        return files(true);
    }

    static Stream<String> badFiles() throws IOException {
        return files(false);
    }

    @ParameterizedTest
    @MethodSource("goodFiles")
    void accepts(String name) {
        TensorFile file = Safetensors.read(Golden.path("safetensors/" + name));
        file.tensors().values().forEach(TensorValues::floats);
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void refusesWithTheFileAndTheReason(String name) {
        ModelException e =
                assertThrows(ModelException.class, () -> Safetensors.read(Golden.path("safetensors/" + name)));
        assertTrue(e.getMessage().contains(name + " is not a valid safetensors file: "), e.getMessage());
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }

    @Test
    void saysWhatIsExpectedInPlainWords(@TempDir Path folder) throws IOException {
        Map<String, String> reasons = Map.of(
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[\"2\"]}}",
                        "shape of tensor a should be a whole number, found a text",
                "{\"a\":1.5}", "tensor a should be an object, found a fraction",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}",
                        "tensor a has the data_offsets [4, 0]; expected begin and end");
        for (Map.Entry<String, String> reason : reasons.entrySet()) {
            char size = (char) reason.getKey().length();
            Path file = Files.writeString(folder.resolve("m.safetensors"), size + "\0".repeat(7) + reason.getKey());
            ModelException e = assertThrows(ModelException.class, () -> Safetensors.read(file));
            assertTrue(e.getMessage().endsWith(": " + reason.getValue()), e.getMessage());
        }
    }

    @Test
    void aFewBytesOfSomethingElseAreNoText(@TempDir Path folder) throws IOException {
        for (String bytes : List.of("PK\u0003", "H\0")) {
            Path file = Files.writeString(folder.resolve("model.safetensors"), bytes);
            ModelException e = assertThrows(ModelException.class, () -> Safetensors.read(file));
            assertFalse(e.getMessage().contains("text"), e.getMessage());
        }
    }

    @Test
    void saysWhatLiesInThePlaceOfAModel(@TempDir Path folder) throws IOException {
        Map<String, String> meanings = Map.of(
                "\0\0\0 ftypisom\0\0\0\0", "it is a video",
                "version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "it is a Git LFS pointer",
                "<!DOCTYPE html><html>", "it is a web page",
                "\ufeffInvalid username or password.", "it is text, not a model; it begins with \"Invalid user",
                "{\"error\": \"Entry not found\"}", "it is text, not a model; it begins with \"{",
                "Zugriff verweigert: nicht gefunden f\u00fcr \u65e5\u672c\u8a9e", "it is text, not a model",
                "GGUF\u0003\u0000\u0000\u0000\u0000\u0000", "it is a GGUF file",
                "\u0008\u0008\u0012\u0007pytorch\u001a", "it is an ONNX network");
        for (Map.Entry<String, String> meaning : meanings.entrySet()) {
            Path file = Files.writeString(folder.resolve("model.safetensors"), meaning.getKey());
            ModelException e = assertThrows(ModelException.class, () -> Safetensors.read(file));
            assertTrue(
                    e.getMessage().startsWith(file + " is not a valid safetensors file: " + meaning.getValue()),
                    e.getMessage());
            assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        }
    }

    @Test
    void refusesANameThatIsListedTwice() {
        Path file = Golden.path("safetensors/good_duplicate_name.safetensors");
        assertThrows(ModelException.class, () -> Safetensors.read(file));
    }

    @Test
    void readsNamesShapesAndMetadata() {
        TensorFile file = Safetensors.read(Golden.path("safetensors/good_metadata.safetensors"));
        assertEquals(1, file.tensors().size());
        assertEquals(Map.of("k", "v"), file.metadata());
        assertEquals(
                Set.of("a.\"b"),
                Safetensors.read(Golden.path("safetensors/good_escaped_name.safetensors"))
                        .tensors()
                        .keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"BF16", "BOOL", "F16", "F32", "F64", "F8_E4M3", "F8_E5M2", "I16", "I32", "I64", "I8", "U8"})
    void decodesEveryElementType(String type) {
        TensorFile expected = Safetensors.read(Golden.path("safetensors/expected_values.safetensors"));
        TensorFile file = Safetensors.read(Golden.path("safetensors/" + type + ".safetensors"));
        file.tensors().forEach((name, tensor) -> {
            StoredTensor values = expected.tensors().get(type + "." + name);
            assertEquals(values.count(), tensor.count());
            assertArrayEquals(TensorValues.floats(values), TensorValues.floats(tensor));
        });
    }

    @Test
    void saysThatThereIsNoFile(@TempDir Path folder) {
        ModelException e = assertThrows(ModelException.class, () -> Safetensors.read(folder.resolve("x.safetensors")));
        assertTrue(e.getMessage().startsWith("there is no file "), e.getMessage());
    }

    @Test
    void saysThatAFolderIsNoFile(@TempDir Path folder) {
        ModelException e = assertThrows(ModelException.class, () -> Safetensors.read(folder));
        assertTrue(e.getMessage().contains("it is a folder"), e.getMessage());
    }
}
