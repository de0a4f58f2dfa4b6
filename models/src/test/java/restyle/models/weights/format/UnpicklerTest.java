package restyle.models.weights.format;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import restyle.models.graph.ModelException;

/** Short pickles that would take all memory: one long value, named again and again by opcodes that copy it. */
class UnpicklerTest {
    private static final int LONG = 10_000;
    private static final int OFTEN = 10_000;

    @Test
    void refusesCopiesOfALongListWithoutEnd() {
        String pairs = "](" + "(U\1aNt".repeat(LONG) + "e\205q\1";
        String calls = "(ccollections\nOrderedDict\nq\2" + "h\2h\1R".repeat(OFTEN) + "t.";
        assertRefused("copies more values", "\200\2" + pairs + "0" + calls);
    }

    @Test
    void refusesCopiesOfAttributesWithoutEnd() {
        StringBuilder items = new StringBuilder("}(");
        for (int i = 0; i < LONG; i++) {
            items.append("U\5").append("%05d".formatted(i)).append('N');
        }
        assertRefused("copies more values", "\200\2" + items + "uq\1(" + "}h\1b".repeat(OFTEN) + "t.");
    }

    @Test
    void refusesTensorsOfManyAxes() {
        String storage = "(U\7storagectorch\nByteStorage\nU\0010U\3cpuK\1tQ";
        String axes = "(" + "K\1".repeat(65) + "tq\1";
        assertRefused("65 axes", "\200\2ctorch._utils\n_rebuild_tensor_v2\n(" + storage + "K\0" + axes + "h\1tR.");
    }

    @Test
    void refusesLongNamesOfClasses() {
        assertRefused("names a class by 2001 letters", "\200\2c" + "a".repeat(2000) + "\nb\n.");
    }

    @Test
    void refusesALongBeginningOfAMillionNames() {
        String view = "ctorch._utils\n_rebuild_tensor_v2\n((U\7storagectorch\nByteStorage\nU\0010U\3cpuK\1tQK\0))tR";
        StringBuilder items = new StringBuilder("}(");
        for (int i = 0; i < LONG; i++) {
            items.append("U\5").append("%05d".formatted(i)).append("h\1");
        }
        String prefix = "X\0\0\1\0" + "p".repeat(1 << 16);
        assertRefused("longer names", "\200\2" + view + "q\1" + "0}(" + prefix + items + "uU\1zNu.");
    }

    private static void assertRefused(String reason, String pickle) {
        byte[] bytes = pickle.getBytes(StandardCharsets.ISO_8859_1);
        ModelException e = assertThrows(
                ModelException.class,
                () -> StateDicts.tensors(
                        new Unpickler(new PickleBytes(new ByteArrayInputStream(bytes)), TorchCalls::storage).read()));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }
}
