package restyle.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import restyle.files.AtomicFile;
import restyle.media.MediaPath;
import restyle.media.SourceFrame;
import restyle.media.VideoReader;
import restyle.media.codec.Scaler;
import restyle.media.read.VideoReaders;
import restyle.plugins.Frame;
import restyle.quality.FrechetDistance;

/**
 * The Frechet video distance (FVD, arXiv 1812.01717) between two folders of clips.
 *
 * @param a the folder that is measured against
 * @param b the other
 * @param features how many numbers the network gives for sixteen frames
 * @param fvd at least 0 but for rounding; less is more alike
 */
public record VideoDistance(Sampled a, Sampled b, int features, double fvd) {

    /** What a {@link Limit} may be on. */
    public static final String METRIC = "fvd";

    /** Grows when a name of the JSON goes or changes its meaning. */
    private static final int VERSION = 1;

    /**
     * What was taken of a folder.
     *
     * @param folder as the user named it
     * @param clips how many videos
     * @param windows how many times sixteen frames
     */
    public record Sampled(String folder, int clips, int windows) {}

    /**
     * Measures every clip of both: sixteen frames after sixteen, none twice; what is left at the end of a clip does not count.
     *
     * @param threads how many may decode
     * @param notices is told of clips that are too short, and what is wrong with others
     * @throws IllegalArgumentException if a folder has fewer than two times sixteen frames
     */
    public static VideoDistance of(
            ClipFolder a, ClipFolder b, ClipNetwork network, int threads, Consumer<String> notices) {
        List<double[]> featuresA = features(a, network, threads, notices);
        List<double[]> featuresB = features(b, network, threads, notices);
        return new VideoDistance(
                new Sampled(a.folder(), a.clips().size(), featuresA.size()),
                new Sampled(b.folder(), b.clips().size(), featuresB.size()),
                featuresA.get(0).length,
                FrechetDistance.between(featuresA, featuresB));
    }

    private static List<double[]> features(
            ClipFolder folder, ClipNetwork network, int threads, Consumer<String> notices) {
        List<double[]> features = new ArrayList<>();
        try (Scaler scaler = new Scaler(ClipNetwork.SIDE, ClipNetwork.SIDE)) {
            for (MediaPath clip : folder.clips()) {
                int before = features.size();
                try (VideoReader reader = VideoReaders.open(clip, threads, notices)) {
                    read(reader, scaler, network, features);
                }
                if (features.size() == before) {
                    notices.accept(
                            "%s has fewer than %d frames and is passed over".formatted(clip, ClipNetwork.FRAMES));
                }
            }
        }
        if (features.size() < 2) {
            throw new IllegalArgumentException(
                    "%s: --fvd takes two windows of %d frames at least, found %d; add clips, or longer ones"
                            .formatted(folder.folder(), ClipNetwork.FRAMES, features.size()));
        }
        return features;
    }

    private static void read(VideoReader reader, Scaler scaler, ClipNetwork network, List<double[]> features) {
        List<Frame> window = new ArrayList<>();
        for (Optional<SourceFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
            window.add(scaler.scale(next.get().frame()));
            if (window.size() == ClipNetwork.FRAMES) {
                features.add(network.features(window));
                window.clear();
            }
        }
    }

    /** Writes {@code version}, {@code a} and {@code b} (folder, clips, windows), {@code features} and {@code fvd} as JSON. */
    public void write(Path file) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("version", VERSION);
        all.put("a", a);
        all.put("b", b);
        all.put("features", features);
        all.put(METRIC, fvd);
        try {
            AtomicFile.write(
                    file, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
