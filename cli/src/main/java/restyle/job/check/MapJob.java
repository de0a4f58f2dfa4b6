package restyle.job.check;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import restyle.job.FrameRange;
import restyle.job.JobException;
import restyle.job.Problems;
import restyle.job.Target;
import restyle.job.options.JobOptions;
import restyle.job.options.ModelLibrary;
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
     * @param modelFolders where model names are looked up
     * @throws JobException with every problem found
     */
    public static MapJob resolve(
            String name,
            String input,
            String output,
            boolean overwrite,
            Map<String, String> given,
            String cuts,
            PluginHost plugins,
            List<Path> modelFolders) {
        Problems problems = new Problems();
        Optional<VideoInfo> source =
                InputOutputChecks.check(input, new Target(output, overwrite, false, false), new JobOptions(), problems);
        if (source.isPresent() && problems.isEmpty()) {
            InputOutputChecks.checkFrames(input, output, source.get(), FrameRange.ALL, problems);
        }
        Optional<Double> checked = problems.check("--cuts", () -> OptionChecks.cuts(cuts));
        Settings settings = null;
        try {
            settings = new SettingsReader(new ModelLibrary(modelFolders)).read(plugins.preprocessor(name), given);
        } catch (SettingsException e) {
            e.problems().forEach(problem -> problems.add("--set " + problem));
        } catch (PluginException e) {
            problems.add(e.getMessage());
        }
        problems.throwIfAny();
        return new MapJob(settings, checked.orElseThrow());
    }
}
