package restyle.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Text that people have written with whatever editor or shell: UTF-8, or UTF-16 with a byte order mark, which is how Windows
 * PowerShell redirects. The mark is never part of the text.
 */
public final class TextFile {

    private static final Map<String, Charset> MARKS = Map.of(
            "\u00EF\u00BB\u00BF", StandardCharsets.UTF_8,
            "\u00FF\u00FE", StandardCharsets.UTF_16LE,
            "\u00FE\u00FF", StandardCharsets.UTF_16BE);

    private TextFile() {}

    /**
     * Reads a whole file.
     *
     * @throws FileFailure if it cannot be read or is not text
     */
    public static String read(Path file) {
        try {
            return decode(Files.readAllBytes(file));
        } catch (CharacterCodingException e) {
            throw new FileFailure(file, "is not UTF-8 text", e);
        } catch (IOException e) {
            throw new FileFailure(file, "cannot be read", e);
        }
    }

    /**
     * Decodes the bytes of a text.
     *
     * @throws CharacterCodingException with a message for users, if they are not text
     */
    public static String decode(byte[] bytes) throws CharacterCodingException {
        String start = new String(bytes, 0, Math.min(3, bytes.length), StandardCharsets.ISO_8859_1);
        String mark =
                MARKS.keySet().stream().filter(start::startsWith).findFirst().orElse("");
        Charset charset = MARKS.getOrDefault(mark, StandardCharsets.UTF_8);
        ByteBuffer rest = ByteBuffer.wrap(bytes, mark.length(), bytes.length - mark.length());
        String text;
        try {
            text = charset.newDecoder().decode(rest).toString();
        } catch (CharacterCodingException e) {
            throw new NotText("byte %s belongs to no character; save it as UTF-8".formatted(rest.position() + 1), e);
        }
        if (text.indexOf('\0') >= 0) {
            throw new NotText("it has zero bytes, as UTF-16 without a byte order mark has; save it as UTF-8", null);
        }
        return text;
    }

    private static final class NotText extends CharacterCodingException {
        private static final long serialVersionUID = 1;
        private final String message;

        NotText(String message, Throwable cause) {
            this.message = message;
            initCause(cause);
        }

        @Override
        public String getMessage() {
            return message;
        }
    }
}
