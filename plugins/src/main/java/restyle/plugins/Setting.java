package restyle.plugins;

import java.util.List;
import java.util.Set;

/**
 * Declares one setting of a plugin, as users give it: {@code --control name,key=value} or {@code --finish name,key=value}.
 *
 * @param name lower-case letters, digits and dashes; for a preprocessor none of {@link #RESERVED}
 * @param type how the text is read
 * @param defaultValue what counts when nothing is given, written as a user would
 * @param least smallest number allowed; for other types ignored
 * @param most largest number allowed; for other types ignored
 * @param words values allowed for {@link Type#CHOICE}; for {@link Type#NUMBER}, words allowed besides numbers
 * @param help one line: meaning and unit
 * @since 0.1.0
 */
public record Setting(
        String name, Type type, String defaultValue, double least, double most, List<String> words, String help) {

    /** How the text of a setting is read. */
    public enum Type {
        /** {@code true} or {@code false}. */
        FLAG,
        /** A whole number in a range. */
        INTEGER,
        /** A number in a range. */
        NUMBER,
        /** One of a few words. */
        CHOICE,
        /** Any text. */
        TEXT,
        /** A model file: a path, or a name that is looked up in the models folder. It must exist. */
        MODEL
    }

    /** Keys of {@code --control} that belong to restyle itself, so that no setting of a preprocessor can be called so. */
    public static final Set<String> RESERVED = Set.of("net", "scale", "start", "end", "map");

    public Setting {
        words = List.copyOf(words);
        if (!name.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException(
                    "setting '%s': expected a name of lower-case letters, digits and dashes".formatted(name));
        }
        if (type != Type.MODEL) {
            new SettingParser(name, type, least, most, words).parse(defaultValue);
        }
    }

    /** Declares a setting that is {@code true} or {@code false}. */
    public static Setting flag(String name, boolean defaultValue, String help) {
        return new Setting(name, Type.FLAG, Boolean.toString(defaultValue), 0, 0, List.of(), help);
    }

    /** Declares a whole number; {@code least} and {@code most} are allowed themselves. */
    public static Setting integer(String name, int defaultValue, int least, int most, String help) {
        return new Setting(name, Type.INTEGER, Integer.toString(defaultValue), least, most, List.of(), help);
    }

    /** Declares a number; {@code least} and {@code most} are allowed themselves. */
    public static Setting number(String name, double defaultValue, double least, double most, String help) {
        return new Setting(name, Type.NUMBER, Double.toString(defaultValue), least, most, List.of(), help);
    }

    /** Declares a number, or one of {@code words}, the first of which is the default. */
    public static Setting numberOr(String name, List<String> words, double least, double most, String help) {
        return new Setting(name, Type.NUMBER, words.get(0), least, most, words, help);
    }

    /** Declares a choice among {@code words}, the first of which is the default. */
    public static Setting choice(String name, List<String> words, String help) {
        return new Setting(name, Type.CHOICE, words.get(0), 0, 0, words, help);
    }

    /** Declares any text. */
    public static Setting text(String name, String defaultValue, String help) {
        return new Setting(name, Type.TEXT, defaultValue, 0, 0, List.of(), help);
    }

    /** Declares a model file; {@code defaultFile} is the name under which it is usually published. */
    public static Setting model(String name, String defaultFile, String help) {
        return new Setting(name, Type.MODEL, defaultFile, 0, 0, List.of(), help);
    }

    /**
     * Reads a value that a user typed: Boolean, Long, Double, or String (choices, texts, model names, words of a number).
     *
     * @throws IllegalArgumentException if it does not fit; the message says what was expected and what was found
     */
    public Object parse(String value) {
        return new SettingParser(name, type, least, most, words).parse(value);
    }

    /** Describes type, range and words for people, for example {@code number 0..1}. */
    public String range() {
        return new SettingParser(name, type, least, most, words).expected();
    }
}
