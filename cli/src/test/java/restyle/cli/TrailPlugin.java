package restyle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import restyle.plugins.testing.TestPlugin;

/**
 * A preprocessor that remembers: its maps depend on all frames of the scene so far and on those that are looked at together with them.
 *
 * @param seen has a byte for every frame that it was given
 */
record TrailPlugin(Path seen) {

    static TrailPlugin install(Path data, Path seen) throws IOException {
        TestPlugin.named("trail")
                .source("acme.Made", """
                        package acme;
                        import java.nio.file.*;
                        import java.util.*;
                        import restyle.plugins.*;
                        @org.pf4j.Extension
                        public class Made implements Preprocessor {
                            public String name() { return "trail"; }
                            public String summary() { return "Made for a test"; }
                            public FrameProcessor open(Clip clip, Settings settings) {
                                return new FrameProcessor() {
                                    private int sum;
                                    public int batch() { return 3; }
                                    public void reset() { sum = 0; }
                                    public FrameResult process(Frame frame) throws Exception {
                                        return processAll(List.of(frame)).get(0);
                                    }
                                    public List<FrameResult> processAll(List<Frame> frames) throws Exception {
                                        Files.write(Path.of("%s"), new byte[frames.size()],
                                            StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                                        for (Frame frame : frames) {
                                            for (byte value : frame.rgb()) sum = 31 * sum + value;
                                        }
                                        List<FrameResult> maps = new ArrayList<>();
                                        for (Frame frame : frames) {
                                            byte[] rgb = frame.rgb().clone();
                                            for (int i = 0; i < rgb.length; i++) rgb[i] += (byte) (sum >> i %% 24);
                                            maps.add(new ControlMap(frame.width(), frame.height(), rgb));
                                        }
                                        return maps;
                                    }
                                };
                            }
                        }
                        """.formatted(seen.toString().replace("\\", "\\\\")))
                .folder(data.resolve("plugins"), "trail");
        return new TrailPlugin(seen);
    }

    /** How many frames it was given in all. */
    long frames() throws IOException {
        return Files.exists(seen) ? Files.size(seen) : 0;
    }
}
