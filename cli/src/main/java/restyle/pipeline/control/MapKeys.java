package restyle.pipeline.control;

import java.nio.file.Path;
import java.util.Optional;
import java.util.StringJoiner;
import restyle.files.ContentDigests;
import restyle.job.FileHashes;
import restyle.job.Job;
import restyle.job.JobValues;
import restyle.pipeline.flow.RunContext;
import restyle.plugins.host.PluginPreprocessor;

/**
 * What the control maps of a job depend on, as file names: the source's content, the plugin, its settings and model files, size
 * and frames, and the version of restyle that decodes.
 */
final class MapKeys implements AutoCloseable {

    private final Job job;
    private final RunContext run;
    private final SourceDigest source;

    /** The key of one control, which may not be known before the source has been read. */
    interface Key {

        /** Returns it if it is known. */
        Optional<String> now();

        /** Returns it when every frame has been read; empty if it takes too long, or the source is not what it was. */
        Optional<String> atEnd();
    }

    MapKeys(Job job, RunContext run) {
        this.job = job;
        this.run = run;
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
        control.settings().values().forEach((name, value) -> text.add("setting " + name + " " + described(value)));
        text.add("size " + run.size());
        text.add(
                "frames " + job.selection().frames() + " fps " + job.selection().fps());
        text.add("every " + job.selection().every());
        text.add("cuts " + job.selection().cuts());
        text.add("version " + MapKeys.class.getPackage().getImplementationVersion());
        run.part().ifPresent(part -> text.add("scene " + part.scene() + " start " + part.clipStart()));
        run.sharedMaps().ifPresent(maps -> text.add("made on " + maps.madeOn()));
        return text.toString();
    }

    /** Describes the value of a setting: model files count with their content, wherever they lie. */
    private String described(Object value) {
        StringJoiner files = new StringJoiner(" ");
        for (Path file : FileHashes.files(value)) {
            String place = value instanceof Path path ? path.relativize(file).toString() : file.toString();
            files.add(place.replace('\\', '/')).add(ContentDigests.of(file, FileHashes.index(job)));
        }
        return files.length() == 0 ? value.toString() : files.toString();
    }

    @Override
    public void close() {
        source.close();
    }
}
