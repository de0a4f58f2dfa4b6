package restyle.models.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PrintableTextTest {

    @Test
    void messagesShowWhatATerminalWouldObey() {
        String name = "down\u001b[2J\u009b1m\u007f\u0000\u202eup $1 \\n";
        assertEquals(
                "a.ckpt: tensor down\\u001b[2J\\u009b1m\\u007f\\u0000\\u202eup $1 \\n",
                new ModelException("a.ckpt: tensor " + name).getMessage());
    }

    @Test
    void messagesAreOneLine() {
        assertEquals("a b c d", new ModelException("a\r\nb\tc\u2028d", new Exception()).getMessage());
        assertEquals("Füße 模型 \ud83c\udfac", PrintableText.of("Füße 模型 \ud83c\udfac"));
    }
}
