package restyle.pipeline.networks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import restyle.job.Job;
import restyle.models.engine.Folding;

/** Tells in one line what LoRAs have done to the networks, and how long it took. */
final class FoldingNotice {

    private FoldingNotice() {}

    static Optional<String> of(Job.Models models, List<Folding> foldings) {
        int loras = models.lora().size() + models.motionLora().size();
        int changed = foldings.stream().mapToInt(Folding::changed).sum();
        if (loras == 0) {
            return Optional.empty();
        }
        double seconds = foldings.stream().mapToDouble(Folding::seconds).sum();
        boolean kept = foldings.stream().allMatch(folding -> folding.kept() || folding.changed() == 0);
        return Optional.of(String.format(
                Locale.ROOT,
                "%s: %d weights changed in %.1f s%s",
                loras == 1 ? "1 LoRA" : loras + " LoRAs",
                changed,
                seconds,
                kept && changed > 0 ? ", as an earlier run had left them" : ""));
    }
}
