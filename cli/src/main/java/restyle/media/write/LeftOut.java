package restyle.media.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import restyle.media.AudioMode;
import restyle.media.Container;
import restyle.media.Extra;
import restyle.media.Orientation;
import restyle.media.OutputFormat;
import restyle.media.Track;
import restyle.media.VideoInfo;

/** What a source has and an output has not: the one place where the two are compared, and where it is said. */
final class LeftOut {

    private static final Set<Container> SAYS_PROJECTION =
            Set.of(Container.MP4, Container.MOV, Container.MATROSKA, Container.WEBM);
    private static final Set<Container> SAYS_STEREO = Set.of(Container.MP4, Container.MATROSKA, Container.WEBM);

    /** Side by side and one above the other, FFmpeg's numbers: the two pictures stay where they are. */
    private static final Set<Byte> STEREO_PLACES = Set.of((byte) 1, (byte) 2);

    /** Where the flags lie in FFmpeg's structure; one says that the right picture comes first, which only Matroska can say. */
    private static final int STEREO_FLAGS = 4;

    private final Object source;
    private final Map<String, List<String>> byReason = new LinkedHashMap<>();

    /** @param source the name to show in messages */
    LeftOut(Object source) {
        this.source = source;
    }

    /** Notes something that is left out, in the words of messages. */
    void add(String reason, Object what) {
        byReason.computeIfAbsent(reason, key -> new ArrayList<>()).add(what.toString());
    }

    /** Says it, in one line for each reason. */
    void tell(Consumer<String> notices) {
        byReason.forEach(
                (reason, what) -> notices.accept("%s: %s: %s".formatted(source, reason, String.join(", ", what))));
    }

    /** Notes what is said of the source's pictures and cannot be said of the output's. */
    void addExtras(VideoInfo clip, Optional<Container> container) {
        for (Extra extra : clip.extras()) {
            if (!keeps(extra, clip, container)) {
                add("not taken over from its pictures", extra.kind());
            }
        }
    }

    /** Returns whether an output says of its pictures what the source says. A turned picture would need it to be turned, too. */
    static boolean keeps(Extra extra, VideoInfo clip, Optional<Container> container) {
        boolean upright = clip.orientation().equals(Orientation.UPRIGHT);
        return upright
                && switch (extra.kind()) {
                    case SPHERICAL ->
                        container.filter(SAYS_PROJECTION::contains).isPresent();
                    case STEREO ->
                        container.filter(SAYS_STEREO::contains).isPresent()
                                && STEREO_PLACES.contains(extra.data()[0])
                                && (extra.data()[STEREO_FLAGS] == 0 || container.get() == Container.MATROSKA);
                    default -> false;
                };
    }

    /** Says what pictures have no room for. */
    static void tellOfPictures(Object target, VideoInfo clip, OutputFormat format, Consumer<String> notices) {
        LeftOut left = new LeftOut(clip.file().<Object>map(file -> file).orElse(target));
        for (Track track : clip.tracks()) {
            if (track.kind() != Track.Kind.AUDIO || format.audio() != AudioMode.NONE) {
                left.add("not copied, because pictures cannot hold it", track);
            }
        }
        left.addExtras(clip, Optional.empty());
        left.tell(notices);
    }
}
