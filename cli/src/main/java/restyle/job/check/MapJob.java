package restyle.job.check;

import java.util.Map;
import java.util.Optional;
import restyle.files.Home;
import restyle.job.FrameRange;
import restyle.job.Job;
import restyle.job.JobException;
import restyle.job.Problems;
import restyle.job.Target;
import restyle.job.options.JobOptions;
import restyle.job.options.ModelLibrary;
import restyle.media.MediaPath;
import restyle.media.VideoInfo;
import restyle.models.runtime.Device;
import restyle.plugins.Settings;
import restyle.plugins.host.PluginException;
import restyle.plugins.host.PluginHost;
import restyle.plugins.host.SettingsException;
import restyle.plugins.host.SettingsReader;

/**
 * One preprocessor to be run alone, checked.
 *
 * @param settings complete
 * @param cuts threshold of the scene cuts that reset it
 * @param compute what it may compute with
 */
public record MapJob(Settings settings, double cuts, Job.Compute compute) {

    /**
     * What the user asks for.
     *
     * @param name of the preprocessor
     * @param input video, image, or image sequence
     * @param target where the maps go
     * @param settings of the preprocessor, as given
     * @param options of a job: models, cuts, device, threads
     */
    public record Request(String name, String input, Target target, Map<String, String> settings, JobOptions options) {}

    /**
     * Checks what is asked for.
     *
     * @param home where model names are looked up, unless the options say otherwise
     * @throws JobException with every problem found
     */
    public static MapJob resolve(Request request, PluginHost plugins, Home home) {
        JobOptions options = request.options;
        // As for a job that names no model.
        ModelLibrary library =
                ModelLibrary.of(home, ModelLibrary.folder(home, options.models)).with(home.starterPack());
        Problems problems = new Problems();
        problems.check("", () -> MediaPath.typedOutput(request.target.path()));
        if (problems.isEmpty()) {
            Optional<VideoInfo> source =
                    InputOutputChecks.check(request.input, request.target, new JobOptions(), problems);
            if (source.isPresent() && problems.isEmpty()) {
                InputOutputChecks.checkFrames(
                        request.input, request.target.path(), source.get(), FrameRange.ALL, problems);
            }
        }
        String asked = options.cuts == null ? "auto" : options.cuts;
        Optional<Double> cuts = problems.check("--cuts", () -> OptionChecks.cuts(asked));
        String device = options.device == null ? "auto" : options.device;
        problems.check("--device", () -> Device.find(device));
        Optional<Integer> threads = problems.check("--threads", () -> Job.Compute.threads(options.threads));
        Settings settings = null;
        try {
            settings = new SettingsReader(library).read(plugins.preprocessor(request.name), request.settings);
        } catch (SettingsException e) {
            e.problems().forEach(problem -> problems.add("--set " + problem));
        } catch (PluginException e) {
            problems.add(e.getMessage());
        }
        problems.throwIfAny();
        Job.Compute compute =
                new Job.Compute(device, "auto", threads.orElseThrow(), Optional.empty(), home.weightsCache());
        return new MapJob(settings, cuts.orElseThrow(), compute);
    }
}
