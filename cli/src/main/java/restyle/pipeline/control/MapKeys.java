package restyle.pipeline.control;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import restyle.files.ContentDigests;
import restyle.job.FileHashes;
import restyle.job.Job;
import restyle.job.JobValues;
import restyle.job.PixelSize;
import restyle.plugins.host.PluginPreprocessor;

/**
 * What the control maps of a job depend on, as file names: the source's content, the plugin, its settings and model files, size
 * and frames, and the version of restyle that decodes.
 */
final class MapKeys implements AutoCloseable {

    private final Job job;
    private final PixelSize size;
    private final SourceDigest source;

    /** The key of one control, which may not be known before the source has been read. */
    interface Key {

        /** Returns it if it is known. */
        Optional<String> now();

        /** Returns it when every frame has been read; empty if it takes too long, or the source is not what it was. */
        Optional<String> atEnd();
    }

    /** @param size of the maps */
    MapKeys(Job job, PixelSize size) {
        this.job = job;
        this.size = size;
        source = new SourceDigest(new JobValues.Clip(job.input()).files(), FileHashes.index(job));
    }

    Key of(Job.Control control, PluginPreprocessor preprocessor) {
        String rest = rest(control, preprocessor);
        return new Key() {
            @Override
            public Optional<String> now() {
                return source.now().map(digest -> ContentDigests.ofText(digest + rest));
            }

            @Override
            public Optional<String> atEnd() {
                return source.atEnd().map(digest -> ContentDigests.ofText(digest + rest));
            }
        };
    }

    private String rest(Job.Control control, PluginPreprocessor preprocessor) {
        StringJoiner text = new StringJoiner("\n", "\n", "");
        text.add("plugin " + preprocessor.plugin() + " " + preprocessor.digest() + " " + control.name());
        for (Map.Entry<String, Object> setting : control.settings().values().entrySet()) {
            text.add("setting " + setting.getKey() + " " + setting.getValue());
            for (Path file : FileHashes.files(setting.getValue())) {
                text.add("file " + ContentDigests.of(file, FileHashes.index(job)));
            }
        }
        text.add("size " + size);
        text.add(
                "frames " + job.selection().frames() + " fps " + job.selection().fps());
        text.add("every " + job.selection().every());
        text.add("cuts " + job.selection().cuts());
        text.add("version " + MapKeys.class.getPackage().getImplementationVersion());
        return text.toString();
    }

    @Override
    public void close() {
        source.close();
    }
}
