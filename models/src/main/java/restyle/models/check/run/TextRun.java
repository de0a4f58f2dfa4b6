package restyle.models.check.run;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import restyle.models.engine.PromptEncoder;
import restyle.models.graph.ModelException;
import restyle.models.model.EmbeddingFile;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.LongTensor;
import restyle.models.text.EmbeddingSource;
import restyle.models.text.Tokenizer;
import restyle.models.text.Weighting;

/** The text encoder: tokens int64 [n, tokens] to last [n, tokens, width], or a prompt to last [1, 77 for each chunk, width]. */
final class TextRun implements RunnableNetwork {
    private static final RunOption TEXT = RunOption.single("--text", "PROMPT", "Prompt, instead of tokens.");
    private static final RunOption WEIGHTING =
            RunOption.single("--weighting", "comfy|a1111", "Whose rules the prompt is read by. Default: comfy.");
    private static final RunOption EMBEDDING = RunOption.repeated(
            "--embedding", "FILE", "Textual inversion; the prompt calls it by the file's name without ending.");
    private static final RunOption CLIP_SKIP =
            RunOption.single("--clip-skip", "N", "Layer, counted from the end. Default: 1, the last.");

    @Override
    public String name() {
        return "text";
    }

    @Override
    public List<RunOption> options() {
        return List.of(LoraOptions.LORA, TEXT, WEIGHTING, EMBEDDING, CLIP_SKIP);
    }

    @Override
    public Map<String, FloatTensor> run(RunSource source, TensorInputs in) {
        RunOptions options = source.options();
        int clipSkip = options.text(CLIP_SKIP).map(TextRun::whole).orElse(1);
        try (PromptEncoder encoder = PromptEncoder.open(LoraOptions.checkpoint(source), source.compute())) {
            return options.has(TEXT) ? prompt(options, encoder, clipSkip) : tokens(in, encoder, clipSkip);
        }
    }

    private static Map<String, FloatTensor> prompt(RunOptions options, PromptEncoder encoder, int clipSkip) {
        EmbeddingSource embeddings = EmbeddingSource.of(options.texts(EMBEDDING).stream()
                .map(file -> EmbeddingFile.read(Path.of(file)))
                .toList());
        try {
            Weighting weighting = Weighting.of(options.text(WEIGHTING).orElse(Weighting.COMFY.toString()));
            String text = options.text(TEXT).orElseThrow();
            return Map.of(
                    "last", encoder.encode(weighting.chunks(text, new Tokenizer(), embeddings), weighting, clipSkip));
        } catch (IllegalArgumentException e) {
            throw new ModelException(e.getMessage(), e);
        }
    }

    private static Map<String, FloatTensor> tokens(TensorInputs in, PromptEncoder encoder, int clipSkip) {
        LongTensor tokens = in.longs("tokens", -1, -1);
        int length = (int) tokens.shape()[1];
        return FrameByFrame.run(tokens.shape()[0], row -> {
            long[] ids = Arrays.copyOfRange(tokens.values(), row * length, (row + 1) * length);
            return Map.of("last", encoder.encode(ids, clipSkip));
        });
    }

    private static int whole(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new ModelException("--clip-skip: expected a whole number, found '%s'".formatted(text), e);
        }
    }
}
