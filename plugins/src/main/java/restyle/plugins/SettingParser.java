package restyle.plugins;

import java.util.List;
import java.util.Locale;

/** Reads the text of a {@link Setting}; the only place that knows how each type is written. */
record SettingParser(String name, Setting.Type type, double least, double most, List<String> words) {

    Object parse(String value) {
        if (words.contains(value)) {
            return value;
        }
        return switch (type) {
            case FLAG -> flag(value);
            case INTEGER -> integer(value);
            case NUMBER -> inRange(number(value), value);
            case CHOICE -> throw wrong(value);
            case TEXT, MODEL -> value;
        };
    }

    String expected() {
        return switch (type) {
            case FLAG -> "true or false";
            case INTEGER -> "whole number " + range();
            case NUMBER -> "number " + range() + (words.isEmpty() ? "" : " or " + String.join(" or ", words));
            case CHOICE -> "one of " + String.join(", ", words);
            case TEXT -> "text";
            case MODEL -> "model file";
        };
    }

    /** Digits as they are typed, in whatever language messages are. */
    private String range() {
        return tidy(least) + ".." + tidy(most);
    }

    private Boolean flag(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw wrong(value);
        };
    }

    private Long integer(String value) {
        long number;
        try {
            number = Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw wrong(value);
        }
        inRange(number, value);
        return number;
    }

    private double number(String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw wrong(value);
        }
    }

    private double inRange(double number, String value) {
        if (!(number >= least && number <= most)) {
            throw wrong(value);
        }
        return number;
    }

    private IllegalArgumentException wrong(String value) {
        return new IllegalArgumentException("%s: expected %s, found '%s'".formatted(name, expected(), value));
    }

    private static String tidy(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
