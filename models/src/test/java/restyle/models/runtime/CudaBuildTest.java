package restyle.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CudaBuildTest {
    private static final int DYNAMIC = 0x100;
    private static final int STRINGS = 0x200;
    /** Where the file's first byte is in memory. */
    private static final int ADDRESS = 0x4000;

    @TempDir
    Path folder;

    @Test
    void namesTheLibrariesOfCudaThatItsLibraryNeeds() throws IOException {
        Path file = write("libcublas.so.12", "libc.so.6", "libcudnn.so.9");
        assertEquals(List.of("libcublas.so.12", "libc.so.6", "libcudnn.so.9"), SharedLibrary.needs(file));
        assertEquals(
                List.of("libcublas.so.12", "libcudnn.so.9"),
                CudaBuild.read(file).needs());
    }

    @Test
    void findsNothingInOtherFilesOrCutOnes() throws IOException {
        assertEquals(List.of(), SharedLibrary.needs(Files.writeString(folder.resolve("text.so"), "no library")));
        byte[] whole = Files.readAllBytes(write("libcublas.so.12"));
        for (int length : new int[] {0, 5, 63, 64, 100, DYNAMIC, DYNAMIC + 20}) {
            Path cut = Files.write(folder.resolve("cut.so"), Arrays.copyOf(whole, length));
            SharedLibrary.needs(cut).forEach(name -> assertEquals("", name));
        }
    }

    /** A library of Linux as small as it can be: a header, two parts, the dynamic section, the names. */
    private Path write(String... needed) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(0x400).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0, 0x464C457F)
                .put(4, (byte) 2)
                .put(5, (byte) 1)
                .putLong(32, 64)
                .putChar(56, (char) 2);
        program(file, 64, 1, 0, ADDRESS, file.capacity());
        program(file, 64 + 56, 2, DYNAMIC, ADDRESS + DYNAMIC, STRINGS - DYNAMIC);
        int entry = DYNAMIC;
        int name = 1;
        for (String library : needed) {
            file.putLong(entry, 1).putLong(entry + 8, name);
            byte[] bytes = library.getBytes(StandardCharsets.US_ASCII);
            file.put(STRINGS + name, bytes);
            name += bytes.length + 1;
            entry += 16;
        }
        file.putLong(entry, 5).putLong(entry + 8, ADDRESS + STRINGS);
        return Files.write(folder.resolve("library.so"), file.array());
    }

    private static void program(ByteBuffer file, int at, int type, long offset, long address, long length) {
        file.putInt(at, type).putLong(at + 8, offset).putLong(at + 16, address).putLong(at + 32, length);
    }
}
