package restyle.ink;

import restyle.plugins.Frame;

/**
 * Makes a generated picture one with ink and flat tones. What it draws follows from the two pictures alone, so it is as steady as they are.
 */
public final class InkDrawing {

    private final double darkness;
    private final InkLines lines;
    private final FlatTones tones;

    /**
     * Prepares for pictures of one size.
     *
     * @param darkness of the lines, 0..1: 0 draws none, 1 draws black ones
     * @param flat 0..1: how much of the way to flat tones; 0 leaves them
     * @param detail 0..1: how weak the contours of the source may be that are drawn
     */
    public InkDrawing(int width, int height, double darkness, double flat, double detail) {
        this.darkness = darkness;
        this.lines = new InkLines(width, height, detail);
        this.tones = new FlatTones(width, height, flat);
    }

    /**
     * Draws over a generated picture.
     *
     * @param source whose contours are drawn; of the same size. Without lines it is not looked at
     */
    public Frame of(Frame source, Frame generated) {
        float[] colours = tones.of(generated.rgb());
        float[] ink = darkness > 0 ? lines.of(source.rgb()) : new float[colours.length / 3];
        byte[] rgb = new byte[colours.length];
        for (int i = 0; i < rgb.length; i++) {
            double drawn = colours[i] * (1 - darkness * ink[i / 3]);
            rgb[i] = (byte) Math.round(255 * Math.max(0, Math.min(1, drawn)));
        }
        return new Frame(generated.index(), generated.width(), generated.height(), rgb);
    }
}
