package restyle.pipeline.control;

import java.io.IOException;
import java.util.Optional;
import restyle.job.Job;
import restyle.media.VideoException;
import restyle.pipeline.flow.RunContext;
import restyle.plugins.host.PluginPreprocessor;

/** Finds out where the maps of each control come from: files that the user has, the cache, or a preprocessor at work. */
final class MapSources {

    private final Job job;
    private final RunContext run;
    private final MapKeys keys;

    MapSources(Job job, RunContext run) {
        this.job = job;
        this.run = run;
        this.keys = new MapKeys(job, run.size());
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
        Optional<MapStore> kept = store(control, preprocessor);
        if (kept.isPresent() && kept.get().isThere()) {
            return kept.get().new Reader();
        }
        MapSource made = new PluginMaps(PluginRun.open(preprocessor, control.settings(), job, run));
        return kept.isPresent() ? kept.get().new Recorder(made) : made;
    }

    private Optional<MapStore> store(Job.Control control, PluginPreprocessor preprocessor) {
        if (job.compute().mapCache().isEmpty() || !preprocessor.isCostly()) {
            return Optional.empty();
        }
        try {
            String key = keys.of(control, preprocessor.plugin());
            return Optional.of(MapStore.of(job.compute().mapCache().get(), key, run.size()));
        } catch (IOException e) {
            throw new VideoException("cannot read " + job.input() + ": " + e.getMessage(), e);
        }
    }
}
