package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import restyle.models.testing.Mutations;

/** Damaged lists that people write by hand: each is read, or refused in one line that names it; what is the user's own stays as it was. */
class ListMutationTest {

    private static final int MUTATIONS = Integer.getInteger("mutations", 60);

    @TempDir
    Path folder;

    enum Kind {
        CATALOGUE("catalogue.yaml", """
            - file: toon.safetensors
              kind: base model
              address: https://example.org/a/toon.safetensors
              page: https://example.org/a
              licence: Painters' Licence
              size: 700
              sha256: %s
            - address: https://example.org/b.ckpt
            """.formatted("0123456789abcdef".repeat(4)), "models", "list"),
        STYLES("mine.yaml", """
            - name: ink
              prompt: "ink drawing, (thin:1.2) lines"
              negative: blurry
              steps: 4
              strength: 0.6
              control: ["hed,scale=0.8"]
            """, "styles", "import", "FILE", "--overwrite"),
        INDEX("plugins.json", """
            [{"id": "canny", "kind": "preprocessor", "summary": "Edges", "licence": "Apache-2.0", "releases": [
              {"version": "1.0.0", "requires": ">=0.1.0 & <1.0.0", "url": "canny.zip", "sha512": "%s"}]}]
            """.formatted("0123456789abcdef".repeat(8)), "plugins", "search", "--index", "FILE");

        private final String file;
        private final String sound;
        private final List<String> command;

        Kind(String file, String sound, String... command) {
            this.file = file;
            this.sound = sound;
            this.command = List.of(command);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isReadOrRefusedInOneLine(Kind kind) throws IOException {
        byte[] sound = kind.sound.getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve(kind.file);
        TestConsole console = new TestConsole(folder);
        String[] args = kind.command.stream()
                .map(word -> word.equals("FILE") ? file.toString() : word)
                .toArray(String[]::new);
        Files.write(file, sound);
        assertEquals(0, console.run(args), console.err());
        Random random = new Random(kind.ordinal());
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = Mutations.damaged(sound, random);
            Files.write(file, damaged);
            List<String> before = others(file);
            int code = console.run(args);
            String said = console.err();
            assertFalse(said.contains("defect") || said.contains("\tat "), said);
            if (code != 0) {
                refused++;
                assertTrue(code == 2 || code == 3, code + ": " + said);
                assertEquals(
                        1,
                        said.lines()
                                .filter(line -> !line.startsWith("restyle: see '"))
                                .count(),
                        said);
                assertTrue(said.contains(kind.file) && !said.contains("null"), said);
                assertEquals(before, others(file), said);
            }
        }
        assertTrue(refused > MUTATIONS / 10, refused + " of " + MUTATIONS + " were refused");
    }

    /** Names and contents of what else is in the folder. */
    private List<String> others(Path file) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found = files.filter(Files::isRegularFile)
                    .filter(other -> !other.equals(file))
                    .sorted()
                    .toList();
            List<String> contents = new ArrayList<>();
            for (Path other : found) {
                contents.add(folder.relativize(other) + ": " + Files.readString(other, StandardCharsets.ISO_8859_1));
            }
            return contents;
        }
    }
}
