package restyle.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryAdviceTest {
    private static final Compute CPU = new Compute(Device.CPU, 1);
    private static final Compute CUDA = new Compute(new Device(Device.Kind.CUDA, 1), 1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Failed to allocate memory for requested buffer of size 268435456",
                "std::bad_alloc",
                "CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED ; GPU=1",
                "CUDA failure 2: out of memory ; GPU=1"
            })
    void saysWhatNeedsLess(String message) {
        String onCard = MemoryAdvice.complete(message, CUDA);
        assertTrue(onCard.startsWith(message + "; the memory of cuda:1 does not suffice"), onCard);
        assertTrue(onCard.contains("--precision fp16"), onCard);
        assertFalse(MemoryAdvice.complete(message, CPU).contains("fp16"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Non-zero status code returned while running Conv node", ""})
    void leavesOtherMessagesAsTheyAre(String message) {
        assertEquals(message, MemoryAdvice.complete(message, CUDA));
    }
}
