package restyle.media.read;

import java.nio.file.Path;
import java.util.function.Consumer;
import restyle.media.MediaPath;
import restyle.media.SequenceFiles;
import restyle.media.VideoException;
import restyle.media.VideoInfo;
import restyle.media.VideoReader;

/** Opens clips: picks the {@link VideoReader} that suits a file. */
public final class VideoReaders {

    private VideoReaders() {}

    /**
     * Opens a video file, an image or an image sequence and decodes its first frame.
     *
     * @param source what to read, see {@link MediaPath#input}
     * @param threads how many threads may decode, at least 1
     * @param notices is told, in one line each, what the user should know although reading goes on: damaged places, pictures
     *     made whole, colours mapped
     * @throws VideoException if there is no frame to be had
     */
    public static VideoReader open(MediaPath source, int threads, Consumer<String> notices) {
        return switch (source.kind()) {
            case VIDEO, IMAGE ->
                WebpHeader.read(source.path())
                        .<VideoReader>map(animated -> new WebpReader(source.path(), animated, notices))
                        .orElseGet(() -> MediaReader.open(source.path(), threads, notices));
            case SEQUENCE -> new SequenceReader(source, notices);
            case DIRECTORY -> throw new VideoException(source + " is a directory, not a clip");
        };
    }

    /**
     * Opens a file of pictures, as the other does, for those who want the colours as they are stored: alpha is dropped rather than laid over
     * black. Only animated WebP is always laid over black.
     *
     * @throws VideoException if there is no frame to be had
     */
    public static VideoReader openWithoutAlpha(Path file, int threads, Consumer<String> notices) {
        return WebpHeader.read(file)
                .<VideoReader>map(animated -> new WebpReader(file, animated, notices))
                .orElseGet(() -> MediaReader.open(file, false, threads, notices));
    }

    /**
     * Looks whether the pictures of a sequence have one size, by their headers; other clips say themselves when it changes.
     *
     * @param from the first frame to look at, from 0
     * @param to the last; {@link Long#MAX_VALUE} for the end
     * @throws VideoException naming the picture that has not
     */
    public static void checkSizes(MediaPath source, long from, long to) {
        if (source.kind() == MediaPath.Kind.SEQUENCE) {
            try (SequenceReader reader = new SequenceReader(source, notice -> {})) {
                reader.requireOneSize(from, to);
            }
        }
    }

    /**
     * Counts the frames of a source without decoding it, by reading it once. Exact for everything that is not damaged;
     * {@link VideoInfo#frames} costs nothing, but is what the file says, or an estimate.
     *
     * @throws VideoException if there is no video
     */
    public static long count(MediaPath source) {
        return switch (source.kind()) {
            case VIDEO, IMAGE ->
                WebpHeader.read(source.path())
                        .map(animated -> (long) animated.durationsMillis().length)
                        .orElseGet(() -> StoredPictures.count(source.path()));
            case SEQUENCE -> SequenceFiles.of(source).files().size();
            case DIRECTORY -> throw new VideoException(source + " is a directory, not a clip");
        };
    }
}
