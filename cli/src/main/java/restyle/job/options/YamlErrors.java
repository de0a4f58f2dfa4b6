package restyle.job.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;
import java.util.Map;

/** Says in a user's words what the YAML library found wrong. */
final class YamlErrors {

    private static final Map<Class<?>, String> KINDS = Map.of(
            Integer.class, "a whole number",
            Long.class, "a whole number",
            Double.class, "a number",
            Boolean.class, "true or false",
            String.class, "a text",
            List.class, "a list of texts");

    private YamlErrors() {}

    /** Explains why a text is not YAML. */
    static String explain(JsonProcessingException e) {
        String first = e.getOriginalMessage().lines().findFirst().orElse("not YAML");
        return e.getLocation() == null ? first : "line " + e.getLocation().getLineNr() + ": " + first;
    }

    /** Explains why a document is not a set of options. */
    static String explain(JsonProcessingException e, JsonNode document) {
        if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return e.getOriginalMessage();
        }
        String key = mapping.getPath().get(0).getFieldName();
        if (e instanceof UnrecognizedPropertyException) {
            return key + ": there is no such option";
        } else if (e instanceof MismatchedInputException mismatch) {
            String kind = KINDS.entrySet().stream()
                    .filter(entry -> entry.getKey().isAssignableFrom(mismatch.getTargetType()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("something else");
            return "%s: expected %s, found %s".formatted(key, kind, document.path(key));
        }
        return key + ": " + e.getOriginalMessage();
    }
}
