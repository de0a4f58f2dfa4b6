package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.media.BufferedFrame;
import restyle.media.MediaPath;
import restyle.media.OutputFormat;
import restyle.media.SourceFrame;
import restyle.media.VideoReader;
import restyle.media.VideoWriter;
import restyle.media.read.VideoReaders;
import restyle.media.write.VideoWriters;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StoredType;
import restyle.plugins.Frame;

/** Parts of random jobs, made in any order on any number of threads, are merged to the bytes of one run. Tiny networks. */
class SplitRunTest {

    private static final int SIDE = 48;

    /** More by {@code -Drestyle.test.rounds=N}. */
    private static final int ROUNDS = Integer.getInteger("restyle.test.rounds", 2);

    private static final long SEED = Long.getLong("restyle.test.seed", 17);

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeNetworks() throws IOException {
        write("checkpoint", "checkpoint_tiny");
        write("lightning", "motion_original_tiny");
        write("controlnet", "controlnet_diffusers_tiny");
        BackgroundCommandTest.mattingNetwork(folder.resolve("matting.onnx"));
        TrailPlugin.install(folder.resolve("data"), folder.resolve("seen"));
    }

    private static void write(String file, String manifest) {
        SeededFiles.write(folder.resolve(file + ".safetensors"), SeededFiles.manifest(manifest), 3, StoredType.F32);
    }

    private final TestConsole console = new TestConsole(folder.resolve("data"));

    @Test
    void anySplitMergesToTheBytesOfOneRun() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(SEED + round);
            String name = "round" + (SEED + round);
            Path clip = clip(random, folder.resolve(name + ".mkv"));
            List<String> options = options(random, clip);
            options.addAll(List.of("--every", "" + (1 + (SEED + round) % 4)));
            options.addAll(List.of("--match-colour", (SEED + round) % 3 == 0 ? "source" : "off"));
            options.addAll(List.of("--ink", (SEED + round) % 2 == 0 ? "0.9,detail=1" : "off"));
            options.addAll(List.of("--precision", (SEED + round) % 3 == 0 ? "int8" : "fp32"));
            String what = name + ": " + String.join(" ", options);
            String ending = random.nextInt(3) == 0 ? ".mp4" : ".mkv";
            Path whole = folder.resolve(name + "-whole" + ending);
            run(
                    what,
                    options,
                    clip.toString(),
                    "-o",
                    whole.toString(),
                    "--threads",
                    "2",
                    "--save-latents",
                    whole + ".st");
            Path plan = folder.resolve(name + "-plan");
            Path merged = plan.resolve("merged" + ending);
            int segment = 1 + random.nextInt(50);
            run(
                    what,
                    with(options, "--segment", Integer.toString(segment)),
                    "plan",
                    clip.toString(),
                    "-o",
                    plan.toString(),
                    "--result",
                    merged.toString(),
                    "--threads",
                    "2",
                    "--save-latents",
                    merged + ".st");
            makeInParts(what + " --segment " + segment, random, plan);
            run(what, List.of(), "merge", plan.resolve("plan.yaml").toString());
            assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(merged), what);
            assertArrayEquals(
                    Files.readAllBytes(Path.of(whole + ".st")), Files.readAllBytes(Path.of(merged + ".st")), what);
        }
    }

    private void makeInParts(String what, Random random, Path plan) throws IOException {
        int segments = Files.readAllLines(plan.resolve("plan.yaml")).stream()
                .mapToInt(line -> line.startsWith("- number:") ? 1 : 0)
                .sum();
        List<List<String>> calls = new ArrayList<>();
        int shards = List.of(1, 2, 3, 7, 0).get(random.nextInt(5));
        for (int i = 0; i < (shards == 0 ? segments : shards); i++) {
            calls.add(shards == 0 ? List.of("--segments", Integer.toString(i)) : List.of("--shard", i + "/" + shards));
        }
        Collections.shuffle(calls, random);
        if (random.nextBoolean()) {
            calls.add(with(calls.get(0), "--again"));
        }
        if (random.nextBoolean()) {
            run(what, List.of("--maps-only", "--maps", plan.resolve("maps").toString()), "run", plan.toString());
        }
        for (List<String> call : calls) {
            if (random.nextBoolean()) {
                call = with(call, "--maps", plan.resolve("maps").toString());
            }
            String threads = Integer.toString(1 + random.nextInt(3));
            run(what + call, call, "run", plan.toString(), "--threads", threads);
        }
    }

    private static List<String> options(Random random, Path clip) {
        List<String> options = new ArrayList<>(List.of("-p", "a fox", "--size", "source"));
        options.addAll(List.of("--model", path("checkpoint"), "--motion", path("lightning")));
        options.addAll(List.of("--seed", Integer.toString(random.nextInt(100))));
        switch (random.nextInt(6)) {
            case 0 -> options.addAll(List.of("--sampler", "dpm++2m", "--spacing", "linspace", "--steps", "4"));
            case 1 -> options.addAll(List.of("--sampler", "lcm", "--steps", "3"));
            default ->
                options.addAll(List.of("--steps", "" + List.of(1, 2, 4, 8).get(random.nextInt(4))));
        }
        int context = 4 + random.nextInt(6);
        options.addAll(List.of("--context", "" + context, "--overlap", "" + random.nextInt(context - 1)));
        if (random.nextBoolean()) {
            options.addAll(List.of("--deflicker", "" + (1 + random.nextInt(3))));
        }
        if (random.nextInt(3) > 0) {
            String plugin = random.nextBoolean() ? "tile,steady=6" : "trail";
            options.addAll(List.of("--control", plugin + ",net=" + path("controlnet")));
        }
        if (random.nextInt(3) == 0) {
            options.addAll(List.of("--control", "file,map=" + clip + ",net=" + path("controlnet") + ",scale=0.5"));
        }
        if (random.nextInt(3) == 0
                && !options.get(options.indexOf("--steps") + 1).equals("1")) {
            options.addAll(List.of("--strength", "0.6"));
        }
        if (random.nextInt(4) == 0) {
            options.addAll(List.of("--fps", "14"));
        }
        if (random.nextInt(4) == 0) {
            options.addAll(List.of("--frames", "3-" + (3 + random.nextInt(12))));
        }
        if (random.nextInt(4) == 0) {
            options.addAll(List.of("--noise-type", "constant"));
        }
        if (random.nextInt(3) == 0) {
            options.addAll(List.of("--finish", "sharpen,amount=1", "--output-size", "64x64"));
        }
        if (random.nextInt(3) == 0) {
            options.addAll(List.of("--control", "rvm,model=" + folder.resolve("matting.onnx")));
            String[] behind = {"--background", clip.toString()};
            String[] kept = {"--restyle", random.nextBoolean() ? "subject" : "background"};
            options.addAll(List.of(random.nextBoolean() ? behind : kept));
        }
        if (random.nextInt(6) == 0) {
            options.addAll(List.of("--upscale", "animevideo,tile=32"));
        }
        return options;
    }

    private static String path(String network) {
        return folder.resolve(network + ".safetensors").toString();
    }

    private static List<String> with(List<String> options, String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return all;
    }

    private void run(String what, List<String> options, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(options);
        assertEquals(0, console.run(all.toArray(String[]::new)), what + "\n" + all + "\n" + console.err());
    }

    /** A few scenes of a moving pattern in other colours, some of them shorter than a window. */
    private static Path clip(Random random, Path file) throws IOException {
        Path pictures = Files.createTempDirectory(folder, "pictures");
        int number = 0;
        for (int scene = random.nextInt(3); scene >= 0; scene--) {
            int colour = random.nextInt(256);
            int length = 2 + random.nextInt(40);
            for (int frame = 0; frame < length; frame++) {
                byte[] rgb = new TestPattern(SIDE, SIDE)
                        .frame(10 * scene + frame)
                        .rgb()
                        .clone();
                for (int i = 0; i < rgb.length; i++) {
                    rgb[i] = (byte) (rgb[i] * (i % 3 == scene ? 1 : -1) + colour * scene);
                }
                Path picture = pictures.resolve("%05d.png".formatted(number));
                ImageIO.write(BufferedFrame.of(new Frame(number++, SIDE, SIDE, rgb)), "png", picture.toFile());
            }
        }
        MediaPath pattern = MediaPath.input(pictures.resolve("%05d.png").toString());
        try (VideoReader reader = VideoReaders.open(pattern, 1, notice -> {});
                VideoWriter writer = VideoWriters.create(
                        MediaPath.output(file.toString()), reader.info(), OutputFormat.DEFAULT, notice -> {})) {
            for (Optional<SourceFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
                SourceFrame frame = next.get();
                writer.write(frame.frame(), frame.ticks(), frame.durationTicks());
            }
            writer.commit();
        }
        assertTrue(Files.exists(file));
        return file;
    }
}
