package restyle.farm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import restyle.files.AtomicFile;
import restyle.files.ContentDigests;
import restyle.files.TextFile;
import restyle.job.JobValues;
import restyle.media.MediaPath;

/** Remembers, in {@code merged/} beside a plan, what was written, so that merging twice does no harm and costs nothing. */
record MergedOutputs(Plan plan) {

    /** Returns whether the output of a clip is there, and what was merged of this plan. */
    boolean isDone(int clip) {
        ClipPlan planned = plan.clips().get(clip);
        Path note = note(clip);
        return MediaPath.output(planned.output()).exists()
                && Files.isRegularFile(note)
                && TextFile.read(note).equals(text(clip));
    }

    /** Remembers that a clip is merged. */
    void done(int clip) {
        AtomicFile.write(note(clip), text(clip));
    }

    private Path note(int clip) {
        return plan.folder().resolve("merged").resolve(String.format(Locale.ROOT, "%04d.txt", clip));
    }

    private String text(int clip) {
        ClipPlan planned = plan.clips().get(clip);
        String segments = plan.segments(clip).stream().map(plan::identity).collect(Collectors.joining("\n"));
        String content = new JobValues.Clip(planned.output())
                .files().stream().map(ContentDigests::of).collect(Collectors.joining("\n"));
        return "plan sha256 %s%noutput sha256 %s%n"
                .formatted(
                        ContentDigests.ofText(segments + planned.options() + plan.threads()),
                        ContentDigests.ofText(content))
                .replace("\r\n", "\n");
    }
}
