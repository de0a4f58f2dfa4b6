package restyle.job.check;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import restyle.files.FileFailure;
import restyle.files.LocalPath;
import restyle.files.TextFile;
import restyle.job.Job;
import restyle.job.Problems;
import restyle.job.options.JobOptions;
import restyle.job.options.LayeredOptions;
import restyle.models.text.ForeignSyntax;
import restyle.models.text.PromptSchedule;
import restyle.models.text.Tokenizer;
import restyle.models.text.Weighting;

/** Works out what the text encoder reads: prompts, whose rules they are read by, and the embeddings that they name. */
final class PromptResolver {

    private static final int MAX_CLIP_SKIP = 12;

    private final LayeredOptions layers;
    private final JobOptions o;
    private final Problems problems;
    private final List<String> warnings = new ArrayList<>();

    PromptResolver(LayeredOptions layers, Problems problems) {
        this.layers = layers;
        this.o = layers.options();
        this.problems = problems;
    }

    /** Resolves the options, and writes into them what they left open. */
    Job.Prompts resolve() {
        PromptSchedule prompt =
                problems.check("--prompt", () -> schedule(o.prompt)).orElse(PromptSchedule.constant(""));
        PromptSchedule negative =
                problems.check("--negative", () -> schedule(o.negative)).orElse(PromptSchedule.constant(""));
        int clipSkip = problems.check("--clip-skip", () -> OptionChecks.whole(o.clipSkip, 1, MAX_CLIP_SKIP))
                .orElse(1);
        Weighting weighting =
                problems.check("--weighting", () -> Weighting.of(o.weighting)).orElse(Weighting.COMFY);
        List<String> given = o.embedding == null ? List.of() : o.embedding;
        List<Path> embeddings = problems.check("--embedding", () -> new NamedEmbeddings(layers.library(), given))
                .map(named -> used(named, weighting, prompt, negative))
                .orElse(List.of());
        prompt.texts().forEach(text -> say("--prompt", text, weighting));
        negative.texts().forEach(text -> say("--negative", text, weighting));
        o.prompt = prompt.toString();
        o.negative = negative.toString();
        o.embedding = embeddings.isEmpty()
                ? null
                : embeddings.stream().map(Path::toString).toList();
        return new Job.Prompts(prompt, negative, clipSkip, weighting, embeddings);
    }

    private void say(String option, String text, Weighting weighting) {
        ForeignSyntax.in(text, weighting).forEach(found -> warnings.add(option + ": " + found));
    }

    /** Returns what the user should know about it, in one line each. */
    List<String> warnings() {
        return warnings;
    }

    private List<Path> used(
            NamedEmbeddings named, Weighting weighting, PromptSchedule prompt, PromptSchedule negative) {
        Tokenizer tokenizer = new Tokenizer();
        problems.check(
                "--prompt",
                () -> prompt.texts().stream()
                        .map(text -> weighting.chunks(text, tokenizer, named))
                        .toList());
        problems.check(
                "--negative",
                () -> negative.texts().stream()
                        .map(text -> weighting.chunks(text, tokenizer, named))
                        .toList());
        named.unused()
                .forEach(name -> warnings.add("--embedding %s has no effect: no prompt names it (%s)"
                        .formatted(name, weighting == Weighting.COMFY ? "write embedding:" + name : "write " + name)));
        return named.files();
    }

    /** A prompt as given, or the contents of the file that {@code @FILE} names. */
    private static PromptSchedule schedule(String given) {
        if (given == null) {
            throw new IllegalArgumentException("missing: describe the look, or name a --style");
        }
        if (given.startsWith("@")) {
            Path file = LocalPath.of(given.substring(1));
            String text = read(file);
            try {
                return PromptSchedule.parse(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("the file " + file + ", " + e.getMessage(), e);
            }
        }
        // One line is one prompt even if it begins with a number and a colon; a job file has schedules in several.
        return given.lines().count() > 1 ? PromptSchedule.parse(given) : PromptSchedule.constant(given);
    }

    /** Lists the file that a prompt names, if it names one. */
    static List<Path> files(String given) {
        try {
            return given != null && given.startsWith("@") ? List.of(Path.of(given.substring(1))) : List.of();
        } catch (InvalidPathException e) {
            return List.of(); // said where it is read
        }
    }

    private static String read(Path file) {
        try {
            return TextFile.read(file).strip();
        } catch (FileFailure e) {
            throw new IllegalArgumentException("the file " + e.getMessage(), e);
        }
    }
}
