package restyle.resume;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import restyle.files.FileFailure;
import restyle.job.FileHashes;
import restyle.job.Job;
import restyle.job.JobException;
import restyle.job.JobValues;
import restyle.models.runtime.Device;
import restyle.plugins.host.PluginHost;
import restyle.plugins.host.PluginPreprocessor;

/**
 * Everything that decides what a job's finished frames are, by name: {@link JobValues}, where files count with their
 * {@link Fingerprint}, the plugins, and what computes. How many threads compute is not among it: that may change between a run
 * and its continuation. (On the CPU, ONNX Runtime's threads share out what is computed, not the order of a sum.)
 */
final class Identity {

    /** What happens to finished frames afterwards. */
    private static final String DELIVERY = "delivery ";

    private Identity() {}

    /**
     * Describes a job.
     *
     * @param plugins where the job's preprocessors come from
     * @throws JobException if a file cannot be read
     */
    static SortedMap<String, String> of(Job job, PluginHost plugins) {
        Fingerprint fingerprint = new Fingerprint(FileHashes.index(job));
        SortedMap<String, String> identity = new TreeMap<>();
        try {
            for (Map.Entry<String, Object> entry : JobValues.of(job).entrySet()) {
                if (!entry.getKey().startsWith(DELIVERY)) {
                    identity.put(entry.getKey(), describe(entry.getValue(), fingerprint));
                }
            }
        } catch (IOException | FileFailure e) {
            throw new JobException(e.getMessage(), e);
        }
        for (int i = 0; i < job.controls().size(); i++) {
            Job.Control control = job.controls().get(i);
            if (control.map().isEmpty()) {
                identity.put("control " + (i + 1) + " plugin", plugin(control.name(), plugins));
            }
        }
        job.backing().ifPresent(backing -> identity.put("background plugin", plugin(backing.matting(), plugins)));
        Device device = Device.find(job.compute().device());
        identity.put("device", device + " of " + System.getProperty("os.arch"));
        identity.put("--precision", device.precision(job.compute().precision()).toString());
        identity.put(
                "version",
                Optional.ofNullable(Identity.class.getPackage().getImplementationVersion())
                        .orElse("none"));
        return identity;
    }

    private static String describe(Object value, Fingerprint fingerprint) throws IOException {
        if (value instanceof Path model) {
            return fingerprint.of(model);
        }
        return value instanceof JobValues.Clip clip ? fingerprint.of(clip) : value.toString();
    }

    private static String plugin(String preprocessor, PluginHost plugins) {
        PluginPreprocessor found = plugins.preprocessor(preprocessor);
        return "%s (sha256 %s)".formatted(found.plugin(), Fingerprint.shown(found.digest()));
    }
}
