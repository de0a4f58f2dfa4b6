package restyle.pipeline.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import restyle.job.FileHashes;
import restyle.job.Job;
import restyle.job.PixelSize;
import restyle.plugins.Settings;
import restyle.plugins.host.PluginInfo;

/**
 * What the control maps of a job depend on, as file names: the source's content, the plugin, its settings and model files, size
 * and frames. The source is read when the first name is asked for.
 */
public final class MapKeys {

    private final Job job;
    private final PixelSize size;
    private Optional<String> source = Optional.empty();

    /** @param size of the maps */
    public MapKeys(Job job, PixelSize size) {
        this.job = job;
        this.size = size;
    }

    public String of(Job.Control control, PluginInfo plugin) throws IOException {
        if (source.isEmpty()) {
            source = Optional.of(FileHashes.ofClip(job.input()));
        }
        StringJoiner text = new StringJoiner("\n");
        text.add("source " + source.get());
        text.add("plugin " + plugin.id() + " " + plugin.version() + " " + control.name());
        text.add("settings " + described(control.settings()));
        text.add("size " + size);
        text.add(
                "frames " + job.selection().frames() + " fps " + job.selection().fps());
        text.add("cuts " + job.selection().cuts());
        return FileHashes.sha256(text.toString());
    }

    /** Model files count with size and time, which is quicker than their content and changes whenever they do. */
    private static Map<String, String> described(Settings settings) throws IOException {
        Map<String, String> described = new TreeMap<>();
        for (Map.Entry<String, Object> setting : settings.values().entrySet()) {
            String value = setting.getValue().toString();
            if (setting.getValue() instanceof Path file) {
                value += " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
            }
            described.put(setting.getKey(), value);
        }
        return described;
    }
}
