package restyle.pipeline.control;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import restyle.job.Job;
import restyle.pipeline.flow.RunContext;
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
        // What is kept are the maps of whole clips.
        Optional<Path> cache = job.compute()
                .mapCache()
                .filter(folder -> preprocessor.isCostly() && run.part().isEmpty());
        if (cache.isEmpty()) {
            return making.get();
        }
        if (keys == null) {
            keys = run.keep(new MapKeys(job, run.size()));
        }
        MapStore store = new MapStore(cache.get(), run.size(), run.notices());
        return store.source(keys.of(control, preprocessor), making);
    }
}
