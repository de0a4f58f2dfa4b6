package restyle.pipeline.control;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import restyle.job.Job;
import restyle.pipeline.flow.RunContext;
import restyle.pipeline.flow.SharedMaps;
import restyle.plugins.host.PluginPreprocessor;

/** Finds out where the maps of each control come from: files that the user has, the cache, or a preprocessor at work. */
final class MapSources {

    private final Job job;
    private final RunContext run;
    private MapKeys keys;

    MapSources(Job job, RunContext run) {
        this.job = job;
        this.run = run;
    }

    /** Opens the source of one control's maps; closed with the run. */
    MapSource open(Job.Control control) {
        MapSource source = run.keep(source(control));
        run.whenComplete(source::finish);
        return source;
    }

    private MapSource source(Job.Control control) {
        if (control.map().isPresent()) {
            return new FileMaps(control.map().get(), run.size(), job.compute().threads(), run.notices());
        }
        PluginPreprocessor preprocessor = run.plugins().preprocessor(control.name());
        Supplier<MapSource> making = () -> new PluginMaps(PluginRun.open(preprocessor, control.settings(), job, run));
        Optional<MapStore> store = preprocessor.isCostly() ? store() : Optional.empty();
        if (store.isEmpty()) {
            return making.get();
        }
        if (keys == null) {
            keys = run.keep(new MapKeys(job, run));
        }
        MapSource kept = store.get().source(keys.of(control, preprocessor), making);
        return run.part()
                .<MapSource>map(part -> new SceneMaps(kept, part.scene().frames()))
                .orElse(kept);
    }

    /** Finds where maps are kept: whole clips for the user's next run; scenes of a divided clip for the other machines, if they share a folder. */
    private Optional<MapStore> store() {
        boolean shared = run.part().isPresent();
        Optional<Path> folder = shared
                ? run.sharedMaps().map(SharedMaps::folder)
                : job.compute().mapCache();
        return folder.map(path -> new MapStore(path, run.size(), run.notices(), shared));
    }
}
