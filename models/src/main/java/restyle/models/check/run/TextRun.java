package restyle.models.check.run;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import restyle.models.engine.PromptEncoder;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.LongTensor;

/** The text encoder: tokens int64 [n, tokens] to last [n, tokens, width]. */
final class TextRun implements RunnableNetwork {

    @Override
    public String name() {
        return "text";
    }

    @Override
    public List<RunOption> options() {
        return List.of(LoraOptions.LORA);
    }

    @Override
    public Map<String, FloatTensor> run(RunSource source, TensorInputs in) {
        LongTensor tokens = in.longs("tokens", -1, -1);
        int length = (int) tokens.shape()[1];
        try (PromptEncoder text = PromptEncoder.open(LoraOptions.checkpoint(source), source.compute())) {
            return FrameByFrame.run(tokens.shape()[0], row -> {
                long[] ids = Arrays.copyOfRange(tokens.values(), row * length, (row + 1) * length);
                return Map.of("last", text.encode(ids, 1));
            });
        }
    }
}
