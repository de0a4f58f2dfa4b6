package restyle.cli.start;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What only the environment of a process can say, before it begins. The launchers see to it; where Java was started without one,
 * something may be missing.
 *
 * @param environment the variables
 * @param names the charset that Java takes file names and arguments to be in
 */
public record Surroundings(Map<String, String> environment, Charset names) {

    /**
     * Variables that native libraries read when they are loaded; the launchers set the same. The last is the C library's of Linux: from how
     * many bytes on memory that is freed goes back to the system, which else is up to 32 MiB, and most weights are smaller.
     */
    private static final Map<String, String> LIBRARIES = Map.of(
            "ORT_DISABLE_TELEMETRY", "1",
            "OPENCV_LOG_LEVEL", "SILENT",
            "SVT_LOG", "1",
            "MALLOC_MMAP_THRESHOLD_", "1048576");

    /** The only one that must not be otherwise: without it ONNX Runtime reports to its maker. */
    private static final String SILENCE = "ORT_DISABLE_TELEMETRY";

    private static final String LOCALE = "LC_ALL";
    private static final String UTF8 = "C.UTF-8";

    /** What Java makes of a byte of an argument that its charset does not have. */
    private static final char LOST = '\uFFFD';

    /** Looks at this process. */
    public static Surroundings ofThisProcess() {
        return new Surroundings(System.getenv(), Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")));
    }

    /** Returns the variables that a process of restyle needs and this one does not have; empty where all is well. */
    public Map<String, String> missing() {
        Map<String, String> missing = new TreeMap<>();
        if (reports()) {
            missing.putAll(LIBRARIES);
            missing.keySet().removeIf(name -> !name.equals(SILENCE) && environment.containsKey(name));
        }
        if (namesAreAscii() && !UTF8.equals(environment.get(LOCALE))) {
            missing.put(LOCALE, UTF8);
        }
        return missing;
    }

    /** Tells whether ONNX Runtime would report to its maker. */
    public boolean reports() {
        return !LIBRARIES.get(SILENCE).equals(environment.get(SILENCE));
    }

    /** Tells whether an argument has letters that were lost before this program saw them. */
    public boolean lost(String... arguments) {
        return namesAreAscii() && String.join("", arguments).indexOf(LOST) >= 0;
    }

    private boolean namesAreAscii() {
        return names.equals(StandardCharsets.US_ASCII);
    }
}
