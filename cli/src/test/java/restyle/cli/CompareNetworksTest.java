package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.media.MediaPath;
import restyle.media.OutputFormat;
import restyle.media.SourceFrame;
import restyle.media.VideoReader;
import restyle.media.VideoWriter;
import restyle.media.read.VideoReaders;
import restyle.media.write.VideoWriters;
import restyle.models.engine.LoadedImageEncoder;
import restyle.models.graph.Graph;
import restyle.models.graph.Tensor;
import restyle.models.model.ImageEncoderModel;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.testing.SeededFiles;
import restyle.models.vision.ClipPicture;
import restyle.models.weights.StoredType;

/** {@code restyle compare} with a network: CLIP's image encoder, or one for FVD. */
@Tag("environment")
class CompareNetworksTest {

    private static final int SIDE = 8;
    private static final int WINDOW = 16;

    @TempDir
    Path folder;

    private TestConsole console;

    @BeforeEach
    void openConsole() {
        console = new TestConsole(folder.resolve("data"));
    }

    @Test
    void embeddingsTellHowWellFramesAgree() throws IOException {
        Path encoder = encoder(SeededFiles.manifest("image_encoder"));
        byte[][] pictures = new byte[3][3 * SIDE * SIDE];
        for (int i = 0; i < pictures.length; i++) {
            new Random(i).nextBytes(pictures[i]);
        }
        String a = sequence("a", List.of(pictures[0], pictures[1]));
        String b = sequence("b", List.of(pictures[0], pictures[2]));

        JsonNode found = compare(0, a, b, "--image-encoder", encoder.toString(), "--fail-if", "clipContent<-1");

        double[][] seen = new double[3][];
        ImageEncoderModel model = ImageEncoderModel.open(encoder);
        try (LoadedImageEncoder loaded = LoadedImageEncoder.open(model, new Compute(Device.CPU, 1))) {
            for (int i = 0; i < seen.length; i++) {
                seen[i] = numbers(loaded.encode(ClipPicture.prepare(interleaved(pictures[i]), SIDE, SIDE, model.side()))
                        .get(LoadedImageEncoder.EMBEDDING)
                        .toArray());
            }
        }
        assertEquals(cosine(seen[0], seen[1]), found.at("/whole/clipTemporalA").asDouble(), 1e-4);
        assertEquals(cosine(seen[0], seen[2]), found.at("/whole/clipTemporalB").asDouble(), 1e-4);
        assertEquals(
                (1 + cosine(seen[1], seen[2])) / 2,
                found.at("/whole/clipContent").asDouble(),
                1e-4);
        assertEquals(1, found.at("/clip/content/0").asDouble(), 1e-4);
        assertTrue(found.at("/clip/temporalA/0").isNull());
        assertTrue(cosine(seen[0], seen[1]) < 0.999, "the pictures differ");
    }

    @Test
    void saysWhatAnImageEncoderLacks() throws IOException {
        Map<String, long[]> manifest = new TreeMap<>(SeededFiles.manifest("image_encoder"));
        manifest.remove("visual_projection.weight");
        String clip = sequence("a", List.of(new byte[3 * SIDE * SIDE]));
        String message =
                refused(clip, clip, "--image-encoder", encoder(manifest).toString());
        assertTrue(message.contains("has no tensor visual_projection.weight"), message);
        assertTrue(
                refused(clip, clip, "--image-encoder", "nowhere").contains("'nowhere' is neither a file nor the name"));
        assertTrue(
                refused(clip, clip, "--fail-if", "clipContent<0.5").contains("clipContent<0.5 takes --image-encoder"));
        JsonNode found = compare(0, clip, clip);
        assertTrue(found.at("/whole/clipContent").isNull());
        assertFalse(found.has("clip"));
    }

    /** The three features of a plain window are equal, so the distance is three times that of one normal distribution. */
    @Test
    void distanceOfFoldersIsThatOfTheirFeatures() throws IOException {
        // What does not fill a window does not count.
        Path a = videos("a", List.of(10, 250), List.of(60));
        Path b = videos("b", List.of(100), List.of(200), List.of(180));
        double expected = 3 * Math.pow(mean(10, 250, 60) - mean(100, 200, 180), 2)
                + 3 * Math.pow(deviation(10, 250, 60) - deviation(100, 200, 180), 2);
        for (long[] shape : new long[][] {{1, 3, WINDOW, 224, 224}, {1, WINDOW, 224, 224, 3}}) {
            Path json = folder.resolve("fvd.json");
            List<String> arguments = List.of(
                    "compare",
                    a.toString(),
                    b.toString(),
                    "--fvd",
                    network(shape).toString(),
                    "--json",
                    json.toString(),
                    "--overwrite",
                    "--fail-if",
                    "fvd>0.01");
            assertEquals(1, console.run(arguments.toArray(String[]::new)), console.err());
            assertTrue(console.err().contains("--fail-if fvd>0.01: found "), console.err());
            assertTrue(console.out().contains("(3 windows of A, 3 of B, 3 features)"), console.out());
            JsonNode found = new ObjectMapper().readTree(Files.readString(json));
            assertEquals(expected, found.get("fvd").asDouble(), 1e-3);
            assertEquals(2, found.at("/a/clips").asInt());
        }
    }

    @Test
    void saysWhatCannotBeMeasured() throws IOException {
        Path clips = videos("clips", List.of(10));
        Path network = network(1, 3, WINDOW, 224, 224);
        String both = clips.toString();
        String file = clips.resolve("0.apng").toString();
        String empty = Files.createDirectory(folder.resolve("empty")).toString();
        refusedFvd("found 1; add clips", both, both, network);
        refusedFvd("expected a folder of videos", file, both, network);
        refusedFvd("has no videos in it", both, empty, network);
        refusedFvd("expected one input of floats, [1, 3, 16, 224, 224]", both, both, network(1, 3, 8, 224, 224));
        refusedFvd("--fvd makes no page", both, both, network, "-o", "page.html");
        refusedFvd("no metric 'psnr'; there are fvd", both, both, network, "--fail-if", "psnr<2");
    }

    private void refusedFvd(String message, String a, String b, Path network, String... more) {
        List<String> arguments = new ArrayList<>(List.of("compare", a, b, "--fvd", network.toString()));
        arguments.addAll(List.of(more));
        assertEquals(2, console.run(arguments.toArray(String[]::new)), console.err());
        assertTrue(console.err().contains(message), console.err());
        assertEquals(1, console.err().lines().count(), console.err());
    }

    private String refused(String... arguments) throws IOException {
        compare(2, arguments);
        return console.err();
    }

    private JsonNode compare(int exit, String... arguments) throws IOException {
        Path json = folder.resolve("numbers.json");
        List<String> all = new ArrayList<>(List.of("compare"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("-o", folder.resolve("page.html").toString(), "--json", json.toString(), "--overwrite"));
        assertEquals(exit, console.run(all.toArray(String[]::new)), console.err());
        return exit == 0 ? new ObjectMapper().readTree(Files.readString(json)) : null;
    }

    private Path encoder(Map<String, long[]> manifest) {
        return SeededFiles.write(folder.resolve("encoder.safetensors"), manifest, 8, StoredType.F32);
    }

    /** Means of red, green and blue. */
    private Path network(long... shape) throws IOException {
        Graph graph = new Graph();
        int first = shape[1] == 3 ? 2 : 1;
        // One axis after the other: a float that sums up all of them is not exact enough.
        Tensor means =
                graph.input("clip", shape).mean(first + 2).mean(first + 1).mean(first);
        graph.output("features", means.reshape(1, 3));
        return Files.write(folder.resolve("network.onnx"), graph.toModel().bytes());
    }

    private String sequence(String name, List<byte[]> pictures) throws IOException {
        Path frames = Files.createDirectories(folder.resolve(name));
        for (int i = 0; i < pictures.size(); i++) {
            PngFrames.write(frames.resolve(String.format(Locale.ROOT, "%03d.png", i)), SIDE, SIDE, pictures.get(i), 0);
        }
        return frames.resolve("%03d.png").toString();
    }

    /** A folder of lossless clips; a window of each level, and five black frames more. */
    @SafeVarargs
    private Path videos(String name, List<Integer>... clips) throws IOException {
        Path videos = Files.createDirectory(folder.resolve(name));
        for (int k = 0; k < clips.length; k++) {
            List<byte[]> pictures = new ArrayList<>();
            for (int i = 0; i < WINDOW * clips[k].size() + 5; i++) {
                byte[] picture = new byte[3 * SIDE * SIDE];
                Arrays.fill(picture, (byte) (i / WINDOW < clips[k].size() ? clips[k].get(i / WINDOW) : 0));
                pictures.add(picture);
            }
            MediaPath source = MediaPath.input(sequence(name + "-" + k, pictures));
            MediaPath target = MediaPath.output(videos.resolve(k + ".apng").toString());
            try (VideoReader reader = VideoReaders.open(source, 1, notice -> {});
                    VideoWriter writer =
                            VideoWriters.create(target, reader.info(), OutputFormat.DEFAULT, notice -> {})) {
                for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                    SourceFrame frame = next.get();
                    writer.write(frame.frame(), frame.ticks(), frame.durationTicks());
                }
                writer.commit();
            }
        }
        return videos;
    }

    private static byte[] interleaved(byte[] planes) {
        byte[] pixels = new byte[planes.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = planes[i % 3 * SIDE * SIDE + i / 3];
        }
        return pixels;
    }

    private static double mean(int... levels) {
        return Arrays.stream(levels).average().orElseThrow() / 127.5 - 1;
    }

    private static double deviation(int... levels) {
        double mean = mean(levels);
        double squares = Arrays.stream(levels)
                .mapToDouble(level -> Math.pow(level / 127.5 - 1 - mean, 2))
                .sum();
        return Math.sqrt(squares / (levels.length - 1));
    }

    private static double[] numbers(float[] values) {
        double[] numbers = new double[values.length];
        Arrays.setAll(numbers, i -> values[i]);
        return numbers;
    }

    private static double cosine(double[] a, double[] b) {
        return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
