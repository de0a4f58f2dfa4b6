package restyle.vision;

import restyle.plugins.Frame;

/**
 * A source frame and what was generated of it, both of one size.
 *
 * @param source what moves as the world does
 * @param generated what moves the same way, and flickers
 */
public record Rendition(Frame source, Frame generated) {

    public Rendition {
        if (source.width() != generated.width() || source.height() != generated.height()) {
            throw new IllegalArgumentException("source of %dx%d, generated of %dx%d pixels"
                    .formatted(source.width(), source.height(), generated.width(), generated.height()));
        }
    }
}
