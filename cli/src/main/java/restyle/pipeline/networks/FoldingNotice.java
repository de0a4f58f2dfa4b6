package restyle.pipeline.networks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import restyle.job.Job;
import restyle.models.engine.Folding;

/** Tells in a line each what LoRAs and the precision have done to the networks, and how long it took. */
final class FoldingNotice {

    /** What takes less is made again at every run without a word. */
    private static final double NOTABLE_SECONDS = 1;

    private FoldingNotice() {}

    /**
     * Tells it all.
     *
     * @param lora of the networks that LoRAs change
     * @param others of all others
     */
    static List<String> of(Job.Models models, List<Folding> lora, List<Folding> others) {
        List<Folding> all = Stream.concat(lora.stream(), others.stream()).toList();
        return Stream.concat(
                        Stream.of(ofLoras(models, lora), ofIntegers(all)).flatMap(Optional::stream),
                        all.stream()
                                .filter(folding -> folding.seconds() >= NOTABLE_SECONDS)
                                .flatMap(folding -> folding.notice().stream())
                                .distinct())
                .toList();
    }

    /** Once: what is kept costs nothing. */
    private static Optional<String> ofIntegers(List<Folding> foldings) {
        List<Folding> made = foldings.stream()
                .filter(folding -> folding.rounded() > 0 && !folding.kept())
                .toList();
        return made.isEmpty()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "int8: %d weights rounded in %.1f s",
                        made.stream().mapToInt(Folding::rounded).sum(),
                        made.stream().mapToDouble(Folding::seconds).sum()));
    }

    private static Optional<String> ofLoras(Job.Models models, List<Folding> foldings) {
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
