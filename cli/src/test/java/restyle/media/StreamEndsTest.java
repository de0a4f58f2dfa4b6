package restyle.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.media.read.VideoReaders;
import restyle.media.testing.Copying;
import restyle.media.testing.FaultFile;
import restyle.media.testing.TestClip;

/** What is missing at the ends of a stream is told from what was never there. */
class StreamEndsTest {

    @TempDir
    Path folder;

    @Test
    void framesThatWereDroppedAreNotMissing() throws IOException {
        List<String> notices = new ArrayList<>();
        List<SourceFrame> frames = Copying.frames(FaultFile.of("dropped-frames.avi"), notices);
        assertEquals(22, frames.size());
        assertEquals(List.of(), notices);
        // Nor are they at the end.
        Path dropped = folder.resolve("dropped.avi");
        byte[] clip = Files.readAllBytes(avi());
        Files.write(dropped, emptied(clip, 9));
        assertEquals(9, Copying.frames(dropped, notices).size());
        assertEquals(List.of(), notices);
    }

    @Test
    void whatWasCutOffIsMissing() throws IOException {
        byte[] clip = Files.readAllBytes(avi());
        Path cut = Files.write(folder.resolve("cut.avi"), Arrays.copyOf(clip, clip.length * 2 / 3));
        List<String> notices = new ArrayList<>();
        assertTrue(Copying.frames(cut, notices).size() < 12);
        assertTrue(notices.toString().contains("truncated"), notices.toString());
    }

    @Test
    void aStartThatCannotBeDecodedIsSaidAtOnce() throws IOException {
        Path whole = TestClip.clip().frames(30, 25, 1).option("g", "10").write(folder.resolve("whole.ts"));
        byte[] stream = Files.readAllBytes(whole);
        Path late = Files.write(folder.resolve("late.ts"), withoutFirstPicture(stream));
        List<String> notices = new ArrayList<>();
        try (VideoReader reader = VideoReaders.open(MediaPath.input(late.toString()), 1, notices::add)) {
            assertEquals(1, notices.size(), notices.toString());
            assertTrue(notices.get(0).contains("cannot be decoded from its start"), notices.toString());
            Optional<SourceFrame> first = reader.next();
            assertTrue(first.isPresent());
        }
    }

    @Test
    void damagedPicturesAtTheStartDoNotMoveTheOthers() throws IOException {
        byte[] clip = Files.readAllBytes(avi());
        List<Integer> pictures = chunks(clip);
        for (int i = 0; i < 3; i++) {
            Arrays.fill(clip, pictures.get(i) + 8, pictures.get(i + 1) - 1, (byte) 0);
        }
        Path damaged = Files.write(folder.resolve("damaged.avi"), clip);
        for (int threads : new int[] {1, 4}) {
            List<String> notices = new ArrayList<>();
            try (VideoReader reader = VideoReaders.open(MediaPath.input(damaged.toString()), threads, notices::add)) {
                SourceFrame first = reader.next().orElseThrow();
                assertEquals(3, first.ticks());
                assertTrue(notices.toString().contains("cannot be decoded from its start"), notices.toString());
            }
        }
    }

    @Test
    void damageIsSaidWhereOnlyAPartIsRead() throws IOException {
        byte[] clip = Files.readAllBytes(avi());
        List<Integer> pictures = chunks(clip);
        Arrays.fill(clip, pictures.get(1) + 8, pictures.get(2) - 1, (byte) 0);
        Path damaged = Files.write(folder.resolve("damaged.avi"), clip);
        List<String> notices = new ArrayList<>();
        try (VideoReader reader = VideoReaders.open(MediaPath.input(damaged.toString()), 1, notices::add)) {
            reader.skip(4);
        }
        assertTrue(notices.toString().contains("is damaged"), notices.toString());
    }

    private Path avi() {
        return TestClip.clip()
                .times(25, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
                .codec("mjpeg", "yuvj420p")
                .write(folder.resolve("clip.avi"));
    }

    /** Where the chunks of pictures begin. */
    private static List<Integer> chunks(byte[] avi) {
        List<Integer> found = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(avi).order(ByteOrder.LITTLE_ENDIAN);
        int at = indexOf(avi, "movi", 0) + 4;
        while (avi[at] == '0' && avi[at + 1] == '0') {
            found.add(at);
            int length = bytes.getInt(at + 4);
            at += 8 + length + length % 2;
        }
        return found;
    }

    /** Takes the contents of the pictures from one on away; their empty chunks stay. */
    private static byte[] emptied(byte[] avi, int first) {
        List<Integer> pictures = chunks(avi);
        int keep = pictures.get(first);
        byte[] out = Arrays.copyOf(avi, keep + 8 * (pictures.size() - first));
        ByteBuffer bytes = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < pictures.size() - first; i++) {
            bytes.position(keep + 8 * i);
            bytes.put(new byte[] {'0', '0', 'd', 'c', 0, 0, 0, 0});
        }
        bytes.putInt(4, out.length - 8);
        int list = indexOf(avi, "movi", 0);
        bytes.putInt(list - 4, out.length - list);
        return out;
    }

    private static int indexOf(byte[] bytes, String text, int from) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text, from);
    }

    /** Takes out the packets of the picture's stream up to the second start of a picture's packets. */
    private static byte[] withoutFirstPicture(byte[] stream) {
        byte[] out = new byte[stream.length];
        int length = 0;
        int starts = 0;
        for (int at = 0; at < stream.length; at += 188) {
            int pid = (stream[at + 1] & 0x1F) << 8 | stream[at + 2] & 255;
            starts += pid == 0x100 && (stream[at + 1] & 0x40) != 0 ? 1 : 0;
            if (pid != 0x100 || starts > 1) {
                System.arraycopy(stream, at, out, length, 188);
                length += 188;
            }
        }
        return Arrays.copyOf(out, length);
    }
}
