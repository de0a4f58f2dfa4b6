package restyle.farm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import restyle.files.ContentDigests;
import restyle.files.DigestIndex;
import restyle.files.FileFailure;
import restyle.job.Delivery;
import restyle.job.FileHashes;
import restyle.job.Job;
import restyle.job.JobException;
import restyle.job.JobValues;
import restyle.plugins.host.HostedPlugin;
import restyle.plugins.host.PluginHost;

/**
 * Everything that decides what a job's frames are, by name, so that it means the same on every machine: files count with their content,
 * whatever they are called and wherever they are, plugins with theirs. What computes is not among it: segments say that themselves.
 */
final class PlanIdentity {

    private PlanIdentity() {}

    /**
     * Describes a job.
     *
     * @throws JobException if a file cannot be read
     */
    static SortedMap<String, String> of(Job job, PluginHost plugins) {
        DigestIndex index = FileHashes.index(job);
        SortedMap<String, String> identity = new TreeMap<>();
        try {
            for (Map.Entry<String, Object> entry : JobValues.of(job).entrySet()) {
                identity.put(entry.getKey(), describe(entry.getValue(), index));
            }
        } catch (FileFailure e) {
            throw new JobException(e.getMessage(), e);
        }
        for (int i = 0; i < job.controls().size(); i++) {
            Job.Control control = job.controls().get(i);
            if (control.map().isEmpty()) {
                identity.put("control " + (i + 1) + " plugin", plugin(plugins.preprocessor(control.name())));
            }
        }
        job.backing()
                .ifPresent(
                        backing -> identity.put("background plugin", plugin(plugins.preprocessor(backing.matting()))));
        List<Delivery.Finish> finishers = job.delivery().finishers();
        for (int i = 0; i < finishers.size(); i++) {
            identity.put(
                    "finisher " + (i + 1) + " plugin",
                    plugin(plugins.finisher(finishers.get(i).name())));
        }
        identity.put("restyle", version());
        return identity;
    }

    /** Returns the version of restyle that is at work. */
    static String version() {
        return Optional.ofNullable(PlanIdentity.class.getPackage().getImplementationVersion())
                .orElse("none");
    }

    private static String plugin(HostedPlugin plugin) {
        return "%s (sha256 %s)".formatted(plugin.plugin(), plugin.digest());
    }

    private static String describe(Object value, DigestIndex index) {
        if (value instanceof Path path) {
            List<Path> files = FileHashes.within(path);
            return files.equals(List.of(path)) ? single(path, index) : several(path, files, index);
        } else if (value instanceof JobValues.Clip clip) {
            List<Path> files = clip.files();
            return files.size() == 1 ? single(files.get(0), index) : several(null, files, index);
        }
        return value.toString();
    }

    private static String single(Path file, DigestIndex index) {
        return "sha256 " + ContentDigests.of(file, index);
    }

    /** Files in their order; those of a folder by their places in it, because what they are for depends on that. */
    private static String several(Path folder, List<Path> files, DigestIndex index) {
        StringBuilder all = new StringBuilder();
        for (Path file : files) {
            String place =
                    folder == null ? "" : folder.relativize(file).toString().replace('\\', '/');
            all.append(place).append(' ').append(ContentDigests.of(file, index)).append('\n');
        }
        return files.size() + " files, sha256 " + ContentDigests.ofText(all.toString());
    }

    /** Tells, one line each, what is not as it was planned. */
    static List<String> changes(String where, Map<String, String> planned, Map<String, String> found) {
        List<String> changes = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(planned.keySet());
        names.addAll(found.keySet());
        for (String name : names) {
            String was = planned.getOrDefault(name, "none");
            String is = found.getOrDefault(name, "none");
            if (!was.equals(is)) {
                changes.add("%s: %s was %s when it was planned, here it is %s; make them the same, or plan again"
                        .formatted(where, name, was, is));
            }
        }
        return changes;
    }
}
