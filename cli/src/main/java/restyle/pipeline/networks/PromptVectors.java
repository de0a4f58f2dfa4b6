package restyle.pipeline.networks;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import restyle.job.Job;
import restyle.models.engine.PromptEncoder;
import restyle.models.model.EmbeddingFile;
import restyle.models.runtime.FloatTensor;
import restyle.models.text.EmbeddingSource;
import restyle.models.text.PromptChunk;
import restyle.models.text.PromptSchedule;
import restyle.models.text.Tokenizer;

/** The encoded prompts of a job, all of the same number of tokens: what each frame is told. */
public final class PromptVectors {

    private final Map<Branch, PromptSchedule> schedules;
    private final Map<String, FloatTensor> encoded = new HashMap<>();
    private final int tokens;

    /**
     * Encodes every text once.
     *
     * @param guided whether the negative prompt counts at any step
     */
    PromptVectors(Job.Prompts prompts, boolean guided, PromptEncoder encoder) {
        schedules = guided
                ? Map.of(Branch.PROMPT, prompts.prompt(), Branch.NEGATIVE, prompts.negative())
                : Map.of(Branch.PROMPT, prompts.prompt());
        List<String> texts = schedules.values().stream()
                .flatMap(schedule -> schedule.texts().stream())
                .distinct()
                .toList();
        Tokenizer tokenizer = new Tokenizer();
        EmbeddingSource embeddings = EmbeddingSource.of(
                prompts.embeddings().stream().map(EmbeddingFile::read).toList());
        List<List<PromptChunk>> chunks = new ArrayList<>();
        texts.forEach(text -> chunks.add(prompts.weighting().chunks(text, tokenizer, embeddings)));
        List<List<PromptChunk>> equal = prompts.weighting().equallyLong(chunks);
        for (int i = 0; i < texts.size(); i++) {
            encoded.put(texts.get(i), encoder.encode(equal.get(i), prompts.weighting(), prompts.clipSkip()));
        }
        if (!encoded.values().stream().allMatch(FloatTensor::isFinite)) {
            throw NotFinite.of("the text encoder", "");
        }
        tokens = (int) encoded.values().iterator().next().dim(1);
    }

    /** Returns the tokens of each prompt, start and end of every chunk included. */
    public int tokens() {
        return tokens;
    }

    /** Tells whether frames of one scene may be told different things. */
    public boolean isPerFrame() {
        return schedules.values().stream().anyMatch(PromptSchedule::changesWithinScenes);
    }

    /**
     * Returns what all frames of a scene are told where {@link #isPerFrame} says that they are told the same.
     *
     * @param sourceFrame number of any of them in the source
     * @param scene its number, from 0
     * @return [1, tokens, width], not to be changed
     */
    public FloatTensor shared(Branch branch, long sourceFrame, int scene) {
        return encoded.get(schedules.get(branch).at(sourceFrame, scene + 1).from());
    }

    /**
     * Writes what one frame is told, between two texts by linear interpolation.
     *
     * @param sourceFrame number of the frame in the source
     * @param scene its number, from 0
     * @param to receives [tokens, width]
     */
    public void write(Branch branch, long sourceFrame, int scene, FloatBuffer to) {
        PromptSchedule.Mix mix = schedules.get(branch).at(sourceFrame, scene + 1);
        FloatBuffer a = encoded.get(mix.from()).data();
        FloatBuffer b = encoded.get(mix.to()).data();
        float part = (float) mix.part();
        for (int i = 0; i < a.limit(); i++) {
            to.put(i, a.get(i) + part * (b.get(i) - a.get(i)));
        }
    }
}
