package restyle.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import restyle.job.JobException;

class ClipFinderTest {

    @TempDir
    Path folder;

    private Path clips;
    private Path styled;

    @BeforeEach
    void makeFolders() throws IOException {
        clips = Files.createDirectory(folder.resolve("clips"));
        styled = folder.resolve("styled");
    }

    @Test
    void everyVideoInADirectoryIsFoundWhateverItsEnding() throws IOException {
        make("a.MP4", "b.insv", "c.LRV", "day/d.mod", "e.h264", "f.ivf", "g.TOD", "h.hevc", "notes.txt", ".hidden.mp4");
        assertEquals(
                List.of("a.MP4", "b.mp4", "c.mp4", "day/d.mp4", "e.mp4", "f.mp4", "g.mp4", "h.mp4"),
                outputs(found(clips.toString())));
    }

    @Test
    void aClipWhoseEndingChangesMakesRoomForOneThatHasTheNameAlready() throws IOException {
        make("GOPR1.LRV", "GOPR1.MP4", "GOPR1.THM");
        assertEquals(List.of("GOPR1.LRV.mp4", "GOPR1.MP4"), outputs(found(clips.toString())));
        make("x.avi", "x.mpg");
        assertEquals(List.of("GOPR1.LRV.mp4", "GOPR1.MP4", "x.mp4", "x.mpg.mp4"), outputs(found(clips.toString())));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its names cannot have wildcards")
    void wildcardsAreLettersInTheNameOfAFileThatIsThere() throws IOException {
        make("Is it real?.mp4", "2*2.mov", "what?.png");
        assertEquals(List.of("2*2.mov", "Is it real?.mp4"), outputs(found(clips.toString())));
        assertEquals(
                List.of("Is it real?.mp4", "what?.png"),
                outputs(found(clips + "/Is it real?.mp4", clips + "/what?.png")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"day/*.mov", "**.mov", "**/*.mov", "**/day/*.mov", "day/?.mov", "d*y/*.m[op]v", "da?/**"})
    void patternsAreTakenApartAtSlashesOfEitherKind(String pattern) throws IOException {
        make("day/b.mov", "day/night.txt", "day.mp3");
        for (String slash : List.of("/", "\\")) {
            List<ClipPath> found = found(clips + slash + pattern.replace("/", slash));
            assertEquals(List.of(clips.resolve("day/b.mov").toString()), inputs(found));
        }
    }

    @Test
    void sequencesAreTakenApartAtSlashesOfEitherKind() {
        assertEquals(List.of("frames/%05d.png"), outputs(found("shots/frames/*.png")));
        assertEquals(List.of("frames/%05d.png"), outputs(found("shots\\frames\\*.png")));
        assertEquals(List.of("frames/x%03d.png"), outputs(found("shots\\frames\\x%03d.png")));
    }

    @Test
    void oneBadInputStopsNoOther() throws IOException {
        make("a.mp4");
        List<ClipPath> found =
                found("", "bad\0name.mp4", clips + "/[*.mp4", folder + "/nothing/*.mp4", clips + "/a.mp4");
        assertEquals(
                List.of(true, true, true, true, false),
                found.stream().map(clip -> clip.problem().isPresent()).toList());
        assertTrue(found.get(0).problem().get().startsWith("an INPUT is empty"), found.toString());
        assertTrue(found.get(1).problem().get().contains("is not a path"), found.toString());
        assertTrue(found.get(2).problem().get().contains("is not a pattern"), found.toString());
        assertTrue(found.get(3).problem().get().contains("matches no video"), found.toString());
    }

    /** A folder whose path is longer than the system takes can be listed by nobody, not even by an administrator. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "paths have other limits elsewhere")
    void aFolderThatCannotBeListedIsNamedAndPassedOver() throws IOException {
        make("a.mp4", "lost+found/b.mp4");
        Path deep = Files.createDirectories(clips.resolve("lost+found").resolve("long/".repeat(400)));
        Path rest = Files.createDirectory(folder.resolve("rest"));
        Files.createDirectories(rest.resolve("long/".repeat(600)));
        Files.move(rest, deep.resolve("rest"));
        try {
            FoundClips found = ClipFinder.find(List.of(clips.toString()), styled.toString());
            assertEquals(List.of("a.mp4", "lost+found/b.mp4"), outputs(found.clips()));
            assertEquals(1, found.notes().size());
            assertTrue(
                    found.notes().get(0).contains(" is passed over: "),
                    found.notes().toString());
        } finally {
            Files.move(deep.resolve("rest"), rest);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "", ".mp4", "styled/.PNG", "frames/*.png"})
    void anOutputThatIsMeantOtherwiseIsRefused(String output) {
        assertThrows(JobException.class, () -> ClipFinder.find(List.of("a.mp4"), output));
    }

    private void make(String... names) throws IOException {
        for (String name : names) {
            Path file = clips.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "x");
        }
    }

    private List<ClipPath> found(String... inputs) {
        return ClipFinder.find(List.of(inputs), styled.toString()).clips();
    }

    private static List<String> inputs(List<ClipPath> clips) {
        return clips.stream().map(ClipPath::input).toList();
    }

    private List<String> outputs(List<ClipPath> clips) {
        return clips.stream()
                .map(clip ->
                        styled.relativize(Path.of(clip.output())).toString().replace('\\', '/'))
                .toList();
    }
}
