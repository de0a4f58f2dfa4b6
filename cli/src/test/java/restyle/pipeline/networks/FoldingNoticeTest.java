package restyle.pipeline.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import restyle.job.Job;
import restyle.models.engine.Folding;
import restyle.models.nets.MotionNorms;

class FoldingNoticeTest {

    private static final String REASON = "changed weights cannot be kept for the next run: the disk is full";

    @Test
    void whatCannotBeKeptIsToldOnceAndWhereMakingItAgainTakesTime() {
        assertEquals(List.of(), notices(folding(0.2), folding(0.4)));
        assertEquals(List.of(REASON), notices(folding(5), folding(0.2), folding(5)));
    }

    private static List<String> notices(Folding... foldings) {
        return FoldingNotice.of(withoutLoras(), List.of(), List.of(foldings));
    }

    private static Folding folding(double seconds) {
        return new Folding(null, 0, 0, seconds, false, Optional.of(REASON));
    }

    private static Job.Models withoutLoras() {
        return new Job.Models(
                Path.of("model"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                MotionNorms.WINDOW,
                List.of(),
                List.of());
    }
}
