package restyle.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {

    private static final String TEXT = "ein Füchslein 🦊\n";

    @TempDir
    Path folder;

    @Test
    void theMarkSaysTheCharsetAndIsNoPartOfTheText() throws IOException {
        for (Charset charset :
                new Charset[] {StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
            Path file = Files.write(folder.resolve("text"), ("\uFEFF" + TEXT).getBytes(charset));
            assertEquals(TEXT, TextFile.read(file), charset.name());
        }
        assertEquals(TEXT, TextFile.decode(TEXT.getBytes(StandardCharsets.UTF_8)));
        assertEquals("", TextFile.decode(new byte[0]));
    }

    @Test
    void whatIsNotTextIsToldWithItsPlace() throws IOException {
        assertTold("byte 6 belongs to no character", TEXT.getBytes(StandardCharsets.ISO_8859_1));
        assertTold("zero bytes", "a fox".getBytes(StandardCharsets.UTF_16LE));
        assertTold("byte 3 belongs to no character", new byte[] {(byte) 0xFF, (byte) 0xFE, 'a'});
    }

    private void assertTold(String message, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("text"), bytes);
        FileFailure failure = assertThrows(FileFailure.class, () -> TextFile.read(file));
        assertTrue(failure.getMessage().startsWith(file + " is not UTF-8 text: "), failure.getMessage());
        assertTrue(failure.getMessage().contains(message), failure.getMessage());
    }
}
