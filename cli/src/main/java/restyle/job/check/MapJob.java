package restyle.job.check;

import java.util.Map;
import java.util.Optional;
import restyle.job.FrameRange;
import restyle.job.JobException;
import restyle.job.Problems;
import restyle.job.Target;
import restyle.job.options.JobOptions;
import restyle.job.options.ModelLibrary;
import restyle.media.MediaPath;
import restyle.media.VideoInfo;
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
 */
public record MapJob(Settings settings, double cuts) {

    /**
     * What the user asks for.
     *
     * @param name of the preprocessor
     * @param input video, image, or image sequence
     * @param target where the maps go
     * @param settings of the preprocessor, as given
     * @param cuts what {@code --cuts} says
     */
    public record Request(String name, String input, Target target, Map<String, String> settings, String cuts) {}

    /**
     * Checks what is asked for.
     *
     * @param library where model names are looked up
     * @throws JobException with every problem found
     */
    public static MapJob resolve(Request request, PluginHost plugins, ModelLibrary library) {
        Problems problems = new Problems();
        InputOutputChecks.media(problems, () -> MediaPath.typedOutput(request.target.path()));
        if (problems.isEmpty()) {
            Optional<VideoInfo> source =
                    InputOutputChecks.check(request.input, request.target, new JobOptions(), problems);
            if (source.isPresent() && problems.isEmpty()) {
                InputOutputChecks.checkFrames(
                        request.input, request.target.path(), source.get(), FrameRange.ALL, problems);
            }
        }
        Optional<Double> checked = problems.check("--cuts", () -> OptionChecks.cuts(request.cuts));
        Settings settings = null;
        try {
            settings = new SettingsReader(library).read(plugins.preprocessor(request.name), request.settings);
        } catch (SettingsException e) {
            e.problems().forEach(problem -> problems.add("--set " + problem));
        } catch (PluginException e) {
            problems.add(e.getMessage());
        }
        problems.throwIfAny();
        return new MapJob(settings, checked.orElseThrow());
    }
}
