package restyle.pipeline;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import restyle.job.Job;
import restyle.job.JobException;
import restyle.media.MediaPath;
import restyle.media.VideoReader;
import restyle.media.read.VideoReaders;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.FramePosition;
import restyle.pipeline.flow.PlannedScene;
import restyle.pipeline.flow.RunContext;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.networks.NetworkCache;
import restyle.pipeline.source.DiffusedFrames;
import restyle.plugins.host.PluginHost;

/**
 * What a run will find when it reads a clip: seen by the very stage that a run reads by.
 *
 * @param start presentation time of the first frame, in the source's time base
 * @param scenes in order
 */
public record ClipSurvey(long start, List<PlannedScene> scenes) {

    public ClipSurvey {
        scenes = List.copyOf(scenes);
    }

    /**
     * Reads a clip to its end.
     *
     * @param notices is told, in one line each, what the user should know
     * @throws JobException if it cannot be read, or has no frame
     */
    public static ClipSurvey of(Job job, PluginHost plugins, Consumer<String> notices) {
        List<FramePosition> starts = new ArrayList<>();
        List<Integer> shown = new ArrayList<>();
        long frames = 0;
        try (VideoReader reader = Pipeline.opened(() -> VideoReaders.open(
                        MediaPath.input(job.input()), job.compute().threads(), notices));
                NetworkCache cache = new NetworkCache();
                RunContext run =
                        Pipeline.opened(() -> new RunContext(job, reader, plugins, cache, new StageClock(), notices))) {
            for (Iterator<ClipFrame> read = DiffusedFrames.open(job, run); read.hasNext(); frames++) {
                ClipFrame frame = read.next();
                if (frame.at().sceneStart()) {
                    starts.add(frame.at());
                    shown.add(0);
                }
                shown.set(
                        shown.size() - 1,
                        shown.get(shown.size() - 1) + 1 + frame.between().size());
            }
        }
        if (frames == 0) {
            throw new JobException(job.input() + ": has no frames");
        }
        return new ClipSurvey(starts.get(0).timestamp(), scenes(starts, shown, frames));
    }

    private static List<PlannedScene> scenes(List<FramePosition> starts, List<Integer> shown, long frames) {
        List<PlannedScene> scenes = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            FramePosition start = starts.get(i);
            long end = i + 1 < starts.size() ? starts.get(i + 1).position() : frames;
            int length = Math.toIntExact(end - start.position());
            scenes.add(new PlannedScene(start.scene(), start.position(), length, shown.get(i), start.sourceFrame()));
        }
        return scenes;
    }
}
