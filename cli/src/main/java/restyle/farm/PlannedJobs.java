package restyle.farm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import restyle.files.Home;
import restyle.job.Job;
import restyle.job.JobException;
import restyle.job.Target;
import restyle.job.check.ClipRequest;
import restyle.job.check.JobResolver;
import restyle.job.options.JobOptions;
import restyle.job.options.OptionLayers;
import restyle.plugins.host.PluginHost;

/** The jobs of a plan on this machine, if everything that decides pixels is what it was when they were planned. */
public final class PlannedJobs {

    /** How the result is written, which is of no concern to those who make parts of it. */
    private static final List<String> DELIVERY = List.of("codec", "quality", "encoder-option", "audio", "save-latents");

    private final Plan plan;
    private final JobResolver resolver;
    private final PluginHost plugins;
    private final Optional<String> device;

    /** @param device computes instead of the one that the plan names, if given */
    public PlannedJobs(Plan plan, Home home, PluginHost plugins, Optional<String> device) {
        this.plan = plan;
        this.resolver = new JobResolver(home, plugins);
        this.plugins = plugins;
        this.device = device;
    }

    /** Returns the plan that they belong to. */
    Plan plan() {
        return plan;
    }

    /**
     * Returns the job of a clip, to make parts of it. Nothing is known of its output.
     *
     * @param threads may differ from the plan's: frames do not depend on it
     * @throws JobException with everything that is not as it was planned
     */
    public Job toMake(ClipPlan clip, OptionalInt threads) {
        ObjectNode options = clip.options().deepCopy();
        options.remove(DELIVERY);
        options.remove("threads");
        threads.ifPresent(count -> options.put("threads", count));
        device.ifPresent(name -> options.put("device", name));
        Target nowhere =
                new Target(SegmentStore.folder(plan).resolve("%08d.png").toString(), true, false, true);
        return resolved(clip, options, nowhere);
    }

    /**
     * Returns the job of a clip, to write its output.
     *
     * @param overwrite whether an output that is there may be replaced
     * @throws JobException with everything that is not as it was planned
     */
    public Job toJoin(ClipPlan clip, boolean overwrite) {
        ObjectNode options = clip.options().deepCopy();
        options.put("threads", plan.threads());
        if (!options.has("finish")) {
            options.put("device", "cpu"); // nothing is computed but by finishers
            options.remove("precision");
        }
        return resolved(clip, options, new Target(clip.output(), overwrite, false, true));
    }

    private Job resolved(ClipPlan clip, ObjectNode tree, Target target) {
        JobOptions options = OptionLayers.options(tree);
        Job job =
                resolver.resolve(ClipRequest.of(clip.input(), target, options)).job();
        List<String> changes = PlanIdentity.changes(clip.input(), clip.identity(), PlanIdentity.of(job, plugins));
        if (!changes.isEmpty()) {
            throw new JobException(changes);
        }
        return job;
    }
}
