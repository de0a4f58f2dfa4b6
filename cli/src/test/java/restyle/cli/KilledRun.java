package restyle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A run that was killed when a few of its frames were finished, with what it left behind.
 *
 * @param folder of everything
 * @param clip the source
 * @param output what does not exist
 * @param arguments of the run
 */
record KilledRun(Path folder, Path clip, Path output, List<String> arguments) {

    /** Frames of the source. */
    static final int FRAMES = 16;

    /** A finished frame on disk: its latents, and seven words that belong to it. */
    static final int FRAME_BYTES = (4 * 8 * 6 + 7) * 4;

    /**
     * Makes a clip, starts a run and kills it.
     *
     * @param finished frames after which it is killed, at the earliest
     * @param options beside the usual ones
     */
    static KilledRun make(Path folder, int finished, String... options) throws IOException, InterruptedException {
        Path clip = TestVideo.write(folder.resolve("clip.mp4"), 32, 24, FRAMES);
        Path output = Files.createDirectories(folder.resolve("out")).resolve("styled.mp4");
        List<String> arguments = new ArrayList<>(List.of(clip.toString(), "-o", output.toString()));
        arguments.addAll(
                List.of("--size", "source", "--every", "1", "--cuts", "off", "--context", "6", "--overlap", "2"));
        arguments.addAll(Arrays.asList(options));
        KilledRun killed = new KilledRun(folder, clip, output, List.copyOf(arguments));
        ChildRun run = ChildRun.start(folder, arguments);
        run.requireSize(killed.frames(), (long) finished * FRAME_BYTES);
        run.process().destroyForcibly().waitFor();
        return killed;
    }

    Path state() {
        return output.resolveSibling(".styled.mp4.restyle");
    }

    Path manifest() {
        return state().resolve("state.json");
    }

    Path frames() {
        return state().resolve("frames");
    }

    /** The same command in this process. */
    int run(TestConsole console, String... more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(Arrays.asList(more));
        return console.run(all.toArray(String[]::new));
    }

    /** Names of what is beside the output, and the output. */
    List<String> beside() throws IOException {
        try (Stream<Path> files = Files.list(output.getParent())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
