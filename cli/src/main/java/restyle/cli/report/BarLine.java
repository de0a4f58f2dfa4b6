package restyle.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The text of a bar: which clip, how far, frames per second, time left, and what the run is busiest with. It has the width of the
 * terminal, so that nothing of the line before it shows; where that is narrow, what matters least is left out.
 *
 * @param clip which clip
 * @param pace of the run
 */
record BarLine(String clip, Pace pace) {

    private static final int MIN_BAR = 12;
    private static final int MIN_CLIP = 12;
    private static final int MAX_BAR = 30;

    /**
     * Returns the text.
     *
     * @param stage what the run is busiest with
     * @param width of the line, in characters
     */
    String text(String stage, int width) {
        List<String> facts = new ArrayList<>(List.of(count()));
        facts.add(stage);
        pace.secondsLeft().ifPresent(seconds -> facts.add(1, time(seconds) + " left"));
        pace.framesPerSecond().ifPresent(rate -> facts.add(1, String.format(Locale.ROOT, "%.2f fps", rate)));
        while (facts.size() > 2 && String.join("  ", facts).length() > width) {
            facts.remove(1);
        }
        String tail = String.join("  ", facts);
        int room = width - tail.length() - 2;
        String label = label(room);
        int bar = Math.min(MAX_BAR, room - (label.isEmpty() ? 0 : label.length() + 2));
        String text = label + (label.isEmpty() ? "" : "  ") + bar(bar) + (bar >= MIN_BAR ? "  " : "") + tail;
        return text.length() > width ? text.substring(0, Math.max(0, width)) : text + " ".repeat(width - text.length());
    }

    private String count() {
        String done = Long.toString(pace.written());
        return pace.frames() < 0 ? done + " frames" : done + "/" + pace.frames() + " frames";
    }

    /** The name, or its end where there is less room. */
    private String label(int room) {
        if (clip.length() <= room - MIN_BAR - 2 || clip.length() <= room) {
            return clip;
        }
        return room < MIN_CLIP ? "" : "..." + clip.substring(clip.length() - (room - 3));
    }

    private String bar(int width) {
        if (width < MIN_BAR || pace.frames() <= 0) {
            return width < MIN_BAR ? "" : " ".repeat(width);
        }
        int inside = width - 2;
        int done = (int) Math.min(inside, inside * pace.written() / pace.frames());
        return "[" + "=".repeat(done) + " ".repeat(inside - done) + "]";
    }

    /** Returns {@code 1:02:03} or {@code 2:03}. */
    static String time(double seconds) {
        long whole = Math.round(seconds);
        return whole >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }
}
