package restyle.composite;

import java.util.Locale;

/** What stands behind the subject: the value of {@code --background}. */
public sealed interface Background {

    /** What was generated, so the stylized picture stays whole. */
    record Generated() implements Background {
        @Override
        public String toString() {
            return "generated";
        }
    }

    /** What stands behind the subject in the source. */
    record Source() implements Background {
        @Override
        public String toString() {
            return "source";
        }
    }

    /** One colour, 8-bit sRGB. */
    record Colour(int red, int green, int blue) implements Background {
        public Colour {
            if (((red | green | blue) & ~0xFF) != 0) {
                throw new IllegalArgumentException("colour (%d, %d, %d); expected 0..255".formatted(red, green, blue));
            }
        }

        @Override
        public String toString() {
            return "#%02x%02x%02x".formatted(red, green, blue);
        }
    }

    /** A video, an image or an image sequence; whether it is there shows when it is opened. */
    record Media(String path) implements Background {
        @Override
        public String toString() {
            return path;
        }
    }

    /**
     * Reads what a user typed; {@link Object#toString} gives the same text back. A file that is called like one of the words is
     * meant by {@code ./source}.
     *
     * @throws IllegalArgumentException if it is neither a word, a colour, nor possibly a path
     */
    static Background parse(String text) {
        if (text.matches("#[0-9a-fA-F]{6}")) {
            int rgb = Integer.parseInt(text.substring(1), 16);
            return new Colour(rgb >> 16, rgb >> 8 & 0xFF, rgb & 0xFF);
        }
        if (text.isBlank() || text.startsWith("#")) {
            throw new IllegalArgumentException(
                    "background: expected source, generated, a colour #rrggbb, or an image or video, found '" + text
                            + "'");
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "generated" -> new Generated();
            case "source" -> new Source();
            default -> new Media(text);
        };
    }

    /** Returns whether a matting preprocessor must run. */
    default boolean needsMatte() {
        return !(this instanceof Generated);
    }
}
