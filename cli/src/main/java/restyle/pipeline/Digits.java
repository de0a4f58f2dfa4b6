package restyle.pipeline;

import java.awt.Color;
import java.awt.Graphics2D;

/** Draws numbers without a font, because a server may have none. */
final class Digits {

    private static final int COLUMNS = 3;
    private static final int ROWS = 5;

    /** The digits 0 to 9, rows from top to bottom. */
    private static final String[] SHAPES = {
        "###" + "#.#" + "#.#" + "#.#" + "###",
        ".#." + "##." + ".#." + ".#." + "###",
        "###" + "..#" + "###" + "#.." + "###",
        "###" + "..#" + "###" + "..#" + "###",
        "#.#" + "#.#" + "###" + "..#" + "..#",
        "###" + "#.." + "###" + "..#" + "###",
        "###" + "#.." + "###" + "#.#" + "###",
        "###" + "..#" + "..#" + ".#." + ".#.",
        "###" + "#.#" + "###" + "#.#" + "###",
        "###" + "#.#" + "###" + "..#" + "###",
    };

    private Digits() {}

    /**
     * Draws a number in white on a dark box.
     *
     * @param left of the box
     * @param top of the box
     * @param dot side of the squares that digits are made of, in pixels
     */
    static void draw(Graphics2D pen, long number, int left, int top, int dot) {
        String digits = Long.toString(number);
        pen.setColor(new Color(0, 0, 0, 160));
        pen.fillRect(left, top, dot * (digits.length() * (COLUMNS + 1) + 1), dot * (ROWS + 2));
        pen.setColor(Color.WHITE);
        for (int i = 0; i < digits.length(); i++) {
            String shape = SHAPES[digits.charAt(i) - '0'];
            int x = left + dot * (1 + i * (COLUMNS + 1));
            for (int at = 0; at < shape.length(); at++) {
                if (shape.charAt(at) == '#') {
                    pen.fillRect(x + dot * (at % COLUMNS), top + dot * (1 + at / COLUMNS), dot, dot);
                }
            }
        }
    }
}
