package restyle.models.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected ids were made with Hugging Face transformers' CLIPTokenizer. */
class TokenizerTest {

    private static final Tokenizer TOKENIZER = new Tokenizer();

    @Test
    void equalsTransformersOnEveryGoldenPrompt() throws IOException {
        JsonNode cases = new ObjectMapper().readTree(TokenizerTest.class.getResourceAsStream("tokens.json"));
        assertEquals(10, cases.size());
        for (JsonNode expected : cases) {
            String prompt = expected.get("prompt").asText();
            long[] ids = StreamSupport.stream(expected.get("ids").spliterator(), false)
                    .mapToLong(JsonNode::asLong)
                    .toArray();
            assertArrayEquals(ids, TOKENIZER.encode(prompt).ids(), prompt);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a photo of a cat                | 320 1125 539 320 2368
                    masterpiece, best quality, 1girl | 12066 267 949 3027 267 272 1611
                    it's 1024x768                   | 585 568 272 271 273 275 343 278 277 279
                    Café déjà vu                    | 15304 25466 73 21259 13230
                    日本語                            | 39121 44353 34002 508
                    """)
    void equalsTransformersOnWords(String prompt, String ids) {
        long[] found = TOKENIZER.encode(prompt).ids();
        String[] expected = ids.split(" ");
        for (int i = 0; i < expected.length; i++) {
            assertEquals(Long.parseLong(expected[i]), found[i + 1], prompt + " at " + i);
        }
        assertEquals(Vocabulary.END, found[expected.length + 1]);
    }

    @Test
    void lowersACapitalSigmaAtTheEndOfAWordAsInItsMiddle() {
        assertArrayEquals(TOKENIZER.encode("σσ").ids(), TOKENIZER.encode("ΣΣ").ids());
    }

    @Test
    void saysHowManyIdsDidNotFit() {
        assertEquals(0, TOKENIZER.encode("word ".repeat(75)).dropped());
        assertEquals(45, TOKENIZER.encode("word ".repeat(120)).dropped());
    }
}
