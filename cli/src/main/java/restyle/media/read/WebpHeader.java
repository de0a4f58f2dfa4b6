package restyle.media.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import restyle.media.MediaPath;
import restyle.media.VideoException;

/**
 * What an animated WebP file says of itself, by the container's specification (RFC 9649, section 2.7).
 *
 * @param width of the whole picture in pixels
 * @param height of the whole picture in pixels
 * @param durationsMillis how long each frame is shown
 */
record WebpHeader(int width, int height, int[] durationsMillis) {

    private static final int ANIMATION = 0x02;

    /** Viewers show frames that claim less than this for {@link #USUAL_MILLIS}. */
    private static final int MIN_MILLIS = 11;

    private static final int USUAL_MILLIS = 100;

    /** Reads the header; empty if the file is no WebP, or not animated. */
    static Optional<WebpHeader> read(Path file) {
        if (!MediaPath.extension(file).equals("webp")) {
            return Optional.empty();
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            byte[] start = new byte[30];
            bytes.readFully(start);
            boolean extended = text(start, 0).equals("RIFF")
                    && text(start, 8).equals("WEBP")
                    && text(start, 12).equals("VP8X");
            if (!extended || (start[20] & ANIMATION) == 0) {
                return Optional.empty();
            }
            int behind = 12 + 8 + number(start, 16, 4);
            return Optional.of(
                    new WebpHeader(number(start, 24, 3) + 1, number(start, 27, 3) + 1, durations(bytes, behind)));
        } catch (EOFException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new VideoException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Goes from chunk to chunk; a file that is cut off ends there. */
    private static int[] durations(RandomAccessFile bytes, long from) throws IOException {
        int[] durations = new int[16];
        int count = 0;
        byte[] chunk = new byte[24];
        for (long at = from; at >= 0 && at + chunk.length <= bytes.length(); ) {
            bytes.seek(at);
            bytes.readFully(chunk);
            if (text(chunk, 0).equals("ANMF")) {
                durations = count == durations.length ? Arrays.copyOf(durations, 2 * count) : durations;
                int millis = number(chunk, 20, 3);
                durations[count++] = millis < MIN_MILLIS ? USUAL_MILLIS : millis;
            }
            long size = number(chunk, 4, 4) & 0xFFFFFFFFL;
            at += 8 + size + size % 2;
        }
        return Arrays.copyOf(durations, count);
    }

    /** Returns the milliseconds of the whole animation. */
    long millis() {
        return Arrays.stream(durationsMillis).asLongStream().sum();
    }

    private static String text(byte[] bytes, int at) {
        return new String(bytes, at, 4, StandardCharsets.US_ASCII);
    }

    private static int number(byte[] bytes, int at, int length) {
        int value = 0;
        for (int i = 0; i < length; i++) {
            value |= (bytes[at + i] & 255) << 8 * i;
        }
        return value;
    }
}
