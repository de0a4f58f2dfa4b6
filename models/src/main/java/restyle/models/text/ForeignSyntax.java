package restyle.models.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What other programs understand in a prompt and the rules in force do not: it would be read as plain words, which is not what its writer
 * means.
 */
public final class ForeignSyntax {

    /** A form of words, and why it does not work. */
    private record Form(Pattern pattern, String advice) {}

    private static final List<Form> EVERYWHERE = List.of(
            form("<(?:lora|lyco):([^<>]+)>", "is read as plain words; give --lora NAME:SCALE"),
            form("<(?:hypernet):([^<>]+)>", "is read as plain words; hypernetworks are not supported"),
            form(
                    "\\[[^\\[\\]:|]*:[^\\[\\]:|]*:[\\d.]+\\]",
                    "is read as plain words; for prompts that change along the clip, use --prompt @FILE with lines 'FRAME: text'"),
            form("\\[[^\\[\\]|]+(?:\\|[^\\[\\]|]+)+\\]", "is read as plain words; alternating words are not supported"),
            form("\\{[^{}|]+(?:\\|[^{}|]+)+\\}", "is read as plain words; choices are not supported"),
            form("__[\\w/-]+__", "is read as plain words; wildcards are not supported"),
            form("\\bAND\\b(?=\\s)", "is read as a plain word; composed prompts are not supported"));

    private static final List<Form> COMFY = List.of(
            form("\\bBREAK\\b", "is read as a plain word; --weighting a1111 knows it"),
            form("(?<!\\\\)\\[[^\\[\\]:|]+\\]", "is read as plain words; --weighting a1111 knows it"));

    private ForeignSyntax() {}

    private static Form form(String pattern, String advice) {
        return new Form(Pattern.compile(pattern), advice);
    }

    /**
     * Looks for such forms.
     *
     * @return one line for the first example of each, such as {@code '<lora:ink:1>' is read as plain words; give --lora NAME:SCALE}
     */
    public static List<String> in(String prompt, Weighting weighting) {
        List<Form> forms = new ArrayList<>(EVERYWHERE);
        forms.addAll(weighting == Weighting.COMFY ? COMFY : List.of());
        List<String> found = new ArrayList<>();
        for (Form form : forms) {
            Matcher matcher = form.pattern.matcher(prompt);
            if (matcher.find()) {
                found.add("'" + matcher.group() + "' " + form.advice);
            }
        }
        return found;
    }
}
