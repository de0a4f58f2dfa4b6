package restyle.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeResourcesTest {

    private final List<String> freed = new ArrayList<>();

    @Test
    void freesLastFirstAndOnce() {
        NativeResources natives = new NativeResources();
        natives.keep("a", freed::add);
        natives.keep("b", freed::add);
        natives.close();
        natives.close();
        assertEquals(List.of("b", "a"), freed);
    }

    @Test
    void freesTheOthersWhereOneFails() {
        NativeResources natives = new NativeResources();
        natives.keep("a", freed::add);
        natives.keep("b", b -> {
            throw new IllegalStateException(b);
        });
        natives.keep("c", freed::add);
        assertEquals(
                "b", assertThrows(IllegalStateException.class, natives::close).getMessage());
        assertEquals(List.of("c", "a"), freed);
    }
}
