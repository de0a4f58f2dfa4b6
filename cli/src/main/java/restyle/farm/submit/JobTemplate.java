package restyle.farm.submit;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of a job with placeholders, {@code @plan@}. Texts are quoted as the file's language wants it, so that a folder may have any name.
 *
 * @param text with placeholders
 * @param quoting of texts
 */
record JobTemplate(String text, UnaryOperator<String> quoting) {

    private static final Pattern PLACEHOLDER = Pattern.compile("@([a-zA-Z]+)@");

    /** Reads the template of a file. */
    static JobTemplate of(FarmEngine engine, String file) {
        try (InputStream in = JobTemplate.class.getResourceAsStream(engine.name() + "/" + file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new JobTemplate(text, file.endsWith(".sh") ? ShellWord::of : JobTemplate::json);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /** Puts values in the place of their names. */
    String fill(Map<String, Object> values) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> {
            Object value = values.get(found.group(1));
            if (value == null) {
                throw new IllegalStateException("no value for " + found.group());
            }
            return Matcher.quoteReplacement(value instanceof String words ? quoting.apply(words) : value.toString());
        });
    }

    /** JSON's strings are YAML's too. */
    private static String json(String words) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(words)) + '"';
    }
}
