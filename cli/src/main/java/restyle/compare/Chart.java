package restyle.compare;

import java.util.List;
import java.util.Locale;

/**
 * Curves over the frames of a clip, drawn as SVG. Colours and dashes are the page's: each curve has its key as a class.
 *
 * @param title what is shown, for those who do not see it
 * @param curves of one length
 * @param values range of the values
 */
record Chart(String title, List<Curve> curves, Axis values) {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 228;
    private static final int LEFT = 44;
    private static final int RIGHT = 12;
    private static final int TOP = 10;
    private static final int BOTTOM = 42;

    /** More points than pixels show nothing more. */
    private static final int MAX_POINTS = 600;

    String svg() {
        StringBuilder svg = new StringBuilder();
        add(svg, "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\"", WIDTH, HEIGHT, title);
        add(svg, " data-left=\"%d\" data-right=\"%d\">", LEFT, WIDTH - RIGHT);
        for (double tick : values.ticks()) {
            double y = y(tick);
            add(svg, "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, WIDTH - RIGHT, y, y);
            add(svg, "<text x=\"%d\" y=\"%.1f\" class=\"left\">%s</text>", LEFT - 6, y + 4, values.label(tick));
        }
        addFrameNumbers(svg);
        for (Curve curve : curves) {
            add(svg, "<path class=\"curve %s\" d=\"%s\"/>", curve.kind().key, path(curve.atMost(MAX_POINTS)));
        }
        add(svg, "<line class=\"cursor\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>", LEFT, LEFT, TOP, HEIGHT - BOTTOM);
        return svg.append("</svg>").toString();
    }

    private void addFrameNumbers(StringBuilder svg) {
        int last = curves.get(0).values().length - 1;
        Axis frames = Axis.around(0, Math.max(1, last));
        for (double tick : frames.ticks()) {
            if (tick <= last && tick == Math.rint(tick)) {
                double x = x(tick / Math.max(1, last));
                add(svg, "<text x=\"%.1f\" y=\"%d\" class=\"below\">%.0f</text>", x, HEIGHT - BOTTOM + 19, tick);
            }
        }
        add(svg, "<text x=\"%d\" y=\"%d\" class=\"below\">frame</text>", (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 3);
    }

    /** A line through all points that are defined, broken where they are not; a point alone is drawn as a dot. */
    private String path(double[] points) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (int i = 0; i < points.length; i++) {
            if (!Double.isNaN(points[i])) {
                double x = x(i / Math.max(1.0, points.length - 1));
                add(path, drawing ? "L%.1f %.1f" : "M%.1f %.1fh0", x, y(points[i]));
            }
            drawing = !Double.isNaN(points[i]);
        }
        return path.toString();
    }

    private static double x(double share) {
        return LEFT + share * (WIDTH - RIGHT - LEFT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - values.share(value) * (HEIGHT - BOTTOM - TOP);
    }

    private static void add(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}
