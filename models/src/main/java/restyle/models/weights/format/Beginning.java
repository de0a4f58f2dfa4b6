package restyle.models.weights.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a file is that lies in the place of weights, told by its first bytes: what downloads, clones and mix-ups leave there. */
final class Beginning {
    private static final int MAX_BYTES = 256;
    private static final int MAX_SHOWN = 60;

    private record Magic(String bytes, String meaning) {}

    private static final List<Magic> MAGICS = List.of(
            new Magic(
                    "GGUF",
                    "a GGUF file, weights in a form for other programs; use the .safetensors file of the same model"),
            new Magic("\u0089PNG", "a picture"),
            new Magic("\u00ff\u00d8\u00ff", "a picture"),
            new Magic("RIFF", "a picture, a video or a sound"),
            new Magic("\u001aE\u00df\u00a3", "a video"),
            new Magic("7z\u00bc\u00af", "a 7z archive; unpack it"),
            new Magic("Rar!", "a RAR archive; unpack it"),
            new Magic("\u001f\u008b", "a gzip archive; unpack it"),
            new Magic("\u0089HDF", "a Keras or HDF5 file; use the .safetensors file of the same model"));

    private Beginning() {}

    /**
     * Says what a file is if it is nothing of ours.
     *
     * @return as in "it is ..."; empty if its first bytes tell nothing
     */
    static Optional<String> ofForeign(FileChannel file) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(MAX_BYTES);
        while (start.hasRemaining() && file.read(start, start.position()) > 0) {
            // A short read is no end.
        }
        byte[] bytes = new byte[start.flip().remaining()];
        start.get(bytes);
        String latin = new String(bytes, StandardCharsets.ISO_8859_1);
        Optional<String> magic = MAGICS.stream()
                .filter(known -> latin.startsWith(known.bytes()))
                .map(Magic::meaning)
                .findFirst();
        return magic.or(() -> latin.startsWith("ftyp", 4) ? Optional.of("a video or a picture") : Optional.empty())
                .or(() -> onnx(bytes))
                .or(() -> isText(bytes) ? Optional.of(text(bytes)) : Optional.empty());
    }

    /** An ONNX model begins with its version, a small number, and then who made it or its operators. */
    private static Optional<String> onnx(byte[] bytes) {
        boolean begins = bytes.length > 3
                && bytes[0] == 8
                && bytes[1] > 2
                && bytes[1] < 32
                && (bytes[2] == 0x12 || bytes[2] == 0x3a);
        return begins
                ? Optional.of(
                        "an ONNX network; only preprocessors use such files, weights come as .safetensors or .ckpt")
                : Optional.empty();
    }

    private static String text(byte[] bytes) {
        String text =
                new String(bytes, StandardCharsets.UTF_8).replace("\ufeff", "").strip();
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("version https://git-lfs")) {
            return "a Git LFS pointer, which only says where the file is; run 'git lfs pull', or download the file itself";
        }
        String shown = text.lines().findFirst().orElse("");
        int end = shown.offsetByCodePoints(0, Math.min(MAX_SHOWN, shown.codePointCount(0, shown.length())));
        String first = "; it begins with \"" + shown.substring(0, end) + "\"";
        return lower.startsWith("<")
                ? "a web page, saved in the place of a model; download the file itself" + first
                : "text, not a model" + first;
    }

    /** Whether these are characters as people write them; the last one may be cut off. */
    private static boolean isText(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        String whole = text.length() > 1 && text.endsWith("\ufffd") ? text.substring(0, text.length() - 1) : text;
        boolean printable = whole.codePoints()
                .allMatch(c -> c == '\n' || c == '\r' || c == '\t' || !Character.isISOControl(c) && c != 0xFFFD);
        return bytes.length > 0 && printable;
    }
}
