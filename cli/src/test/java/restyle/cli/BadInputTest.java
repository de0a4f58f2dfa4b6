package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StoredType;

/** Whatever is wrong with a job: one clear message, the promised exit code, nothing written. */
class BadInputTest {

    @TempDir
    Path folder;

    private Path clip;
    private Path output;
    private TestConsole console;

    @BeforeEach
    void makeClip() throws IOException {
        Path frames = Files.createDirectory(folder.resolve("frames"));
        clip = Path.of(new TestPattern(64, 48).write(frames, 4));
        output = folder.resolve("out.mp4");
        console = new TestConsole(folder);
    }

    @Test
    @Tag("environment")
    void missingVideo() throws IOException {
        refuses("nothing.mp4 does not exist", "nothing.mp4");
    }

    @Test
    void anAddressWhereAFileIsExpected() throws IOException {
        String address = "https://example.org/a.mp4?b=1";
        String said = "'" + address + "' is an address; expected a file or folder of this machine: download it first";
        List<String> args = new ArrayList<>(List.of(clip.toString(), "-o", output.toString()));
        List<String> options = List.of(
                "--motion",
                "--vae",
                "--upscale",
                "--lora",
                "--motion-lora",
                "--embedding",
                "--noise",
                "--step-noise",
                "--reference",
                "--background",
                "--match-colour",
                "--save-latents");
        options.forEach(option -> args.addAll(List.of(option, address)));
        args.addAll(List.of("--prompt", "@" + address));
        args.addAll(List.of("--control", "tile,net=" + address, "--control", "hed,map=" + address));
        assertEquals(2, console.run(args.toArray(String[]::new)), console.err());
        for (String option : options) {
            assertTrue(console.err().contains(option + ": " + said), option + " in " + console.err());
        }
        for (String where : List.of("--prompt", "--control tile", "--control hed")) {
            assertTrue(console.err().contains(where + ": " + said), where + " in " + console.err());
        }
        refuses(said, address);
        refuses("--model: " + said, clip.toString(), "--model", address);
        refuses("--models: " + said, clip.toString(), "--models", address);
        refuses("'--job': " + said, clip.toString(), "--job", address);
        refuses("this machine: name it by its path, without file://", "file:///a.mp4");
        for (String target : List.of("https://example.org/a.mp4", "s3://a/%05d.png", "s3://a/folder")) {
            assertEquals(2, console.run(clip.toString(), "-o", target));
            assertTrue(console.err().contains("'" + target + "' is an address; expected a file"), console.err());
        }
    }

    @Test
    void emptyVideo() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.mp4"));
        refuses("empty.mp4 is empty", empty.toString());
    }

    @Test
    void corruptVideo() throws IOException {
        Path corrupt = Files.write(folder.resolve("corrupt.mp4"), new byte[5000]);
        refuses("corrupt.mp4", corrupt.toString());
    }

    @Test
    void truncatedCheckpoint() throws IOException {
        Path whole = seeded("checkpoint_tiny");
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.safetensors"), Arrays.copyOf(bytes, bytes.length / 2));
        refuses(
                "cut.safetensors",
                clip.toString(),
                "--model",
                cut.toString(),
                "--motion",
                seeded("motion_original_tiny").toString(),
                "-p",
                "x");
    }

    @Test
    void aMotionModuleAsModel() throws IOException {
        Path motion = seeded("motion_original_tiny");
        refuses(
                "expected a Stable Diffusion 1.5 checkpoint",
                clip.toString(),
                "--model",
                motion.toString(),
                "--motion",
                motion.toString(),
                "-p",
                "x");
    }

    @Test
    void aModelAsMotionModule() throws IOException {
        Path net = seeded("controlnet_diffusers_tiny");
        refuses("motion", clip.toString(), "--motion", net.toString());
    }

    @Test
    void unknownPreprocessor() throws IOException {
        refuses(
                "--control telepathy: no such preprocessor; available are",
                clip.toString(),
                "--control",
                "telepathy,net=x");
    }

    @Test
    void aControlNetThatIsNone() throws IOException {
        Path motion = seeded("motion_original_tiny");
        refuses("--control tile", clip.toString(), "--control", "tile,net=" + motion);
    }

    @Test
    void aControlNetWithoutMaps() throws IOException {
        refuses("file needs map=PATH", clip.toString(), "--control", "file,net=controlnet_tile");
    }

    @Test
    @Tag("environment")
    void mapsThatAreMissing() throws IOException {
        refuses(
                "--control file: maps.mp4 does not exist",
                clip.toString(),
                "--control",
                "file,net=controlnet_tile,map=maps.mp4");
        refuses(
                "--background: sky.mp4 does not exist",
                clip.toString(),
                "--background",
                "sky.mp4",
                "--control",
                "rvm,model=" + clip);
    }

    /** The matting model is asked for by two options, and missing once. */
    @Test
    void aMattingModelThatIsMissing() throws IOException {
        refuses("--control rvm: model:", clip.toString(), "--restyle", "subject", "--control", "rvm,model=none.onnx");
        assertEquals(1, console.err().lines().count(), console.err());
    }

    @Test
    void unknownSettingOfAPreprocessor() throws IOException {
        refuses("--control tile: no setting is called 'colour'", clip.toString(), "--control", "tile,colour=red");
    }

    @Test
    void zeroSize() throws IOException {
        refuses("--size: expected sides of 1..8192 pixels, found 0", clip.toString(), "--size", "0");
    }

    @Test
    @Tag("environment")
    void stepsOutOfRange() throws IOException {
        refuses("--steps: expected 1..1000, found 0", clip.toString(), "--steps", "0");
    }

    @Test
    void neighboursOutOfRange() throws IOException {
        refuses("--deflicker: expected 0..4, found 5", clip.toString(), "--deflicker", "5");
        refuses("--deflicker: expected 0..4, found -1", clip.toString(), "--deflicker=-1");
        refuses("--deflicker", clip.toString(), "--deflicker", "much");
    }

    @Test
    @Tag("environment")
    void aStrengthThatLeavesNoStep() throws IOException {
        refuses("--strength: strength 0.2 leaves none of 2 steps", clip.toString(), "--strength", "0.2");
    }

    @Test
    @Tag("environment")
    void framesOutOfRange() throws IOException {
        refuses("--frames: the clip has the frames 0-3, found 2-9", clip.toString(), "--frames", "2-9");
        refuses("--frames: the clip has the frames 0-3, found 7-", clip.toString(), "--frames", "7-");
    }

    @Test
    void anUnknownStyle() throws IOException {
        refuses("--style: no style 'chalk'; available are: cartoon", clip.toString(), "--style", "chalk");
    }

    @Test
    void anUnknownDevice() throws IOException {
        refuses("--device: device cuda:7 cannot be used", clip.toString(), "--device", "cuda:7");
    }

    @Test
    void anUnknownCodec() throws IOException {
        refuses("h266", clip.toString(), "--codec", "h266");
    }

    @Test
    @Tag("environment")
    void anOutputFolderThatIsMissing() throws IOException {
        output = folder.resolve("nowhere").resolve("out.mp4");
        refuses("nowhere does not exist", clip.toString());
    }

    @Test
    @Tag("environment")
    void anOutputThatExistsIsLeftAlone() throws IOException {
        Files.writeString(output, "precious");
        Map<Path, String> before = contents();
        assertEquals(2, console.run(clip.toString(), "-o", output.toString()));
        assertTrue(console.err().contains("out.mp4: already exists; use --overwrite"), console.err());
        assertEquals(before, contents());
    }

    @Test
    @Tag("environment")
    void everythingAtOnce() throws IOException {
        int exit =
                console.run("nothing.mp4", "-o", output.toString(), "--steps", "0", "--size", "axb", "--cuts", "maybe");
        assertEquals(2, exit);
        for (String part : List.of("nothing.mp4 does not exist", "--steps:", "--size:", "--cuts:")) {
            assertTrue(console.err().contains(part), console.err());
        }
        assertEquals(4, console.err().lines().count(), console.err());
    }

    @Test
    void anOptionThatDoesNotExist() {
        assertEquals(2, console.run(clip.toString(), "-o", output.toString(), "--stepz", "2"));
        assertTrue(console.err().contains("--stepz"), console.err());
    }

    private void refuses(String message, String... arguments) throws IOException {
        List<String> args = new ArrayList<>(List.of(arguments));
        args.addAll(List.of("-o", output.toString()));
        Map<Path, String> before = contents();
        int exit = console.run(args.toArray(String[]::new));
        assertEquals(2, exit, console.err());
        assertTrue(console.err().contains(message), console.err());
        assertTrue(console.err().lines().count() <= 2, console.err());
        assertEquals("", console.out());
        assertEquals(before, contents());
    }

    private Path seeded(String manifest) {
        return SeededFiles.write(
                folder.resolve(manifest + ".safetensors"), SeededFiles.manifest(manifest), 5, StoredType.F32);
    }

    /** Names and times of everything below the folder. */
    private Map<Path, String> contents() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            Map<Path, String> contents = new TreeMap<>();
            for (Path file : files.toList()) {
                contents.put(file, Files.getLastModifiedTime(file).toString());
            }
            return contents;
        }
    }
}
