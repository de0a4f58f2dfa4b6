package restyle.farm.submit;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an engine has to be told of a job.
 *
 * @param plan the plan's file, as the farm's machines see it
 * @param restyle the launcher, as they see it
 * @param segments how many the plan has
 * @param shards into how many tasks they are divided
 */
public record Submission(Path plan, String restyle, int segments, int shards) {

    /** What engines take without being asked; Slurm's {@code MaxArraySize} is 1001 by default. */
    public static final int MAX_SHARDS = 1000;

    private static final int MAX_NAME = 40;

    public Submission {
        if (shards < 1 || shards > segments) {
            throw new IllegalArgumentException(
                    "expected 1 to %d tasks, one for each segment, found %d".formatted(segments, shards));
        }
    }

    /** Returns how many tasks there are: one for each segment, as far as engines take so many. */
    public static int defaultShards(int segments) {
        return Math.min(segments, MAX_SHARDS);
    }

    /** Returns the values of the templates' placeholders: texts, to be quoted, and numbers. */
    Map<String, Object> values() {
        Map<String, Object> values = new TreeMap<>();
        values.put("plan", plan.toString());
        values.put("folder", plan.getParent().toString());
        values.put("restyle", restyle);
        values.put("job", job());
        values.put("mergeJob", job() + "-merge");
        values.put("count", shards);
        values.put("last", shards - 1);
        values.put("lastSegment", segments - 1);
        values.put("perTask", (segments + shards - 1) / shards);
        return values;
    }

    /** A name that every engine takes: that of the plan's folder, in the letters of a DNS label. */
    private String job() {
        String folder = plan.getParent().getFileName() == null
                ? ""
                : plan.getParent().getFileName().toString();
        String plain = folder.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String name = "restyle-" + plain.substring(0, Math.min(MAX_NAME, plain.length()));
        return name.replaceAll("-+", "-").replaceAll("-$", "");
    }
}
