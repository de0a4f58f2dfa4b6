package restyle.farm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import restyle.batch.PlannedClip;
import restyle.job.Job;
import restyle.job.check.ResolvedJob;
import restyle.job.options.OptionLayers;
import restyle.pipeline.ClipSurvey;
import restyle.plugins.host.PluginHost;

/** Plans jobs that can run: reads their clips once, for the scenes and the content of every file. Nothing is computed by a network. */
public final class PlanMaker {

    /** Frames that a segment should have: neither so many that a failure costs much, nor so few that most of the work is margin. */
    public static final int DEFAULT_SEGMENT = 120;

    private final PluginHost plugins;
    private final int segmentFrames;
    private final Consumer<String> notices;

    /**
     * @param plugins where the jobs' preprocessors come from
     * @param segmentFrames frames that a segment should have
     * @param notices is told, in one line each, what the user should know
     */
    public PlanMaker(PluginHost plugins, int segmentFrames, Consumer<String> notices) {
        this.plugins = plugins;
        this.segmentFrames = segmentFrames;
        this.notices = notices;
    }

    /**
     * Makes the plan of some clips.
     *
     * @param file that it will stand in
     * @param jobs at least one
     * @throws restyle.job.JobException if one of them cannot be read, or cannot be divided
     */
    public Plan plan(Path file, List<PlannedClip> jobs) {
        List<ClipPlan> clips = new ArrayList<>();
        for (PlannedClip job : jobs) {
            clips.add(clip(job.resolved()));
        }
        int threads = jobs.get(0).resolved().job().compute().threads();
        return Plan.of(file, PlanIdentity.version(), threads, clips);
    }

    private ClipPlan clip(ResolvedJob resolved) {
        Job job = resolved.job();
        ClipSurvey survey = ClipSurvey.of(job, plugins, notices);
        ObjectNode options = OptionLayers.tree(resolved.options());
        options.remove("style"); // what it said stands in the other options
        AbsolutePaths.in(options, job);
        Job.Sampling sampling = job.sampling();
        Segmentation segmentation = new Segmentation(
                sampling.context() - sampling.overlap(),
                // The colours of a scene are known where its first frames are made.
                job.delivery().matchColour().isPresent() ? Integer.MAX_VALUE : segmentFrames);
        return new ClipPlan(
                AbsolutePaths.absolute(job.input()),
                AbsolutePaths.absolute(job.output().path()),
                options,
                PlanIdentity.of(job, plugins),
                survey.start(),
                survey.scenes(),
                segmentation.of(survey.scenes()));
    }
}
