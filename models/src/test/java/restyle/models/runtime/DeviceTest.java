package restyle.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import restyle.models.graph.ModelException;

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

    @Test
    void printsTheNameItIsFoundBy() {
        assertEquals("cuda:1", new Device(Device.Kind.CUDA, 1).toString());
        assertEquals("cpu", Device.CPU.toString());
    }
}
