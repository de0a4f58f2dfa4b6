package restyle.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import restyle.models.graph.ModelException;
import restyle.models.graph.Precision;

class DeviceTest {

    @Test
    void findsTheCpu() {
        assertEquals(Device.CPU, Device.find("cpu"));
        assertEquals(Optional.empty(), Device.CPU.obstacle());
    }

    @Test
    void takesForAutoADeviceThatWorks() {
        assertEquals(Optional.empty(), Device.find("auto").obstacle());
    }

    @Test
    void neverFallsBackFromADeviceThatWasAskedFor() {
        Device absent = new Device(Device.Kind.CUDA, 97);
        assertTrue(absent.obstacle().isPresent());
        ModelException e = assertThrows(ModelException.class, () -> Device.find("cuda:97"));
        assertTrue(e.getMessage().startsWith("device cuda:97 cannot be used: "), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "CPU", "cuda:", "cuda:-1", "cuda:99999", "cpu:0"})
    void refusesOtherNames(String name) {
        ModelException e = assertThrows(ModelException.class, () -> Device.find(name));
        assertTrue(e.getMessage().contains("expected auto, cpu, cuda or cuda:N"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"auto, fp16", "fp16, fp16", "tf32, tf32", "fp32, fp32"})
    void computesInHalfFloatsOnCudaUnlessToldOtherwise(String asked, String expected) {
        assertEquals(expected, new Device(Device.Kind.CUDA, 0).precision(asked).toString());
    }

    @Test
    void refusesAPrecisionThatItDoesNotHave() {
        assertEquals(Precision.FP32, Device.CPU.precision("auto"));
        assertEquals(Precision.INT8, Device.CPU.precision("int8"));
        refusesPrecision("tf32 is arithmetic of NVIDIA cards", Device.CPU, "tf32");
        refusesPrecision("int8 is for the CPU", new Device(Device.Kind.CUDA, 0), "int8");
        refusesPrecision("expected auto, fp32, tf32, fp16, int8, found 'half'", Device.CPU, "half");
    }

    private static void refusesPrecision(String message, Device device, String name) {
        ModelException e = assertThrows(ModelException.class, () -> device.precision(name));
        assertTrue(e.getMessage().startsWith(message), e.getMessage());
    }

    @Test
    void refusesAProviderThatIsNotThere(@TempDir Path folder) {
        Path absent = folder.resolve("provider.so");
        ModelException e = assertThrows(ModelException.class, () -> Device.find("ep:" + absent));
        assertTrue(e.getMessage().startsWith("there is no library " + absent), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":1", ":gpu", ":gpu,precision=fast,threads=2"})
    void refusesAFileThatIsNoProvider(String rest, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("provider.so"), "no library");
        ModelException e = assertThrows(ModelException.class, () -> Device.find("ep:" + file + rest));
        assertTrue(e.getMessage().startsWith(file + " is no execution provider"), e.getMessage());
    }

    @Test
    void namesAProvidersDeviceWithItsOptions() {
        ProviderDevice device =
                new ProviderDevice(Path.of("/opt/provider.so"), 1, Map.of("streams", "2", "cache_dir", "/tmp/c"));
        assertTrue(device.toString().endsWith("provider.so:1,cache_dir=/tmp/c,streams=2"), device.toString());
        assertEquals(device.toString(), new Device(Device.Kind.PROVIDER, 1, Optional.of(device)).toString());
    }

    @Test
    void printsTheNameItIsFoundBy() {
        assertEquals("cuda:1", new Device(Device.Kind.CUDA, 1).toString());
        assertEquals("cpu", Device.CPU.toString());
    }
}
