package restyle.cli.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TailStreamTest {

    @Test
    void passesEverythingOnAndRemembersTheEnd() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String text = "0123456789".repeat(5_000) + "ä end";
        try (TailStream tail = new TailStream(out)) {
            tail.write(text.getBytes(StandardCharsets.UTF_8));
            tail.write('!');
            assertEquals(text + "!", out.toString(StandardCharsets.UTF_8));
            assertEquals((text + "!").substring(text.length() + 1 - 32_767), tail.text());
        }
    }
}
