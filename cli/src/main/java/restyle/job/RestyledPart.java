package restyle.job;

import java.util.Arrays;
import java.util.Locale;

/** Which part of a picture is restyled: the value of {@code --restyle}. The rest stays as it is in the source. */
public enum RestyledPart {
    ALL,
    SUBJECT,
    BACKGROUND;

    /**
     * Reads what a user typed.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    public static RestyledPart of(String text) {
        return Arrays.stream(values())
                .filter(part -> part.toString().equals(text.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected all, subject or background, found '%s'".formatted(text)));
    }

    /** Tells whether a part of the source stays, so that a matte is needed. */
    public boolean keepsSome() {
        return this != ALL;
    }

    /** Returns how much of a pixel is restyled, 0..1, by how much of it is subject. */
    public float share(float alpha) {
        return switch (this) {
            case ALL -> 1;
            case SUBJECT -> alpha;
            case BACKGROUND -> 1 - alpha;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
