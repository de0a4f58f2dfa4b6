package restyle.cli.report;

import java.util.Locale;

/** Writes numbers of bytes for people, with three digits and the units of SI. */
public final class ByteCount {

    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private ByteCount() {}

    /** Writes a number, such as {@code 909 MB} or {@code 1.82 GB}. */
    public static String text(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double value = bytes / 1e3;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1e3;
            unit++;
        }
        String format = value < 9.995 ? "%.2f %s" : value < 99.95 ? "%.1f %s" : "%.0f %s";
        return String.format(Locale.ROOT, format, value, UNITS[unit]);
    }
}
