package restyle.pipeline.control;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import restyle.job.JobValues;
import restyle.media.SourceFrame;
import restyle.media.VideoReader;
import restyle.media.read.VideoReaders;
import restyle.plugins.Frame;

/**
 * The pictures of one reference, one for each scene: the files of a folder or sequence, or the frames of a clip. The last one holds for all
 * scenes after it. Holds two pictures at most.
 */
final class ReferencePictures implements AutoCloseable {

    private final List<Path> files;
    private final int threads;
    private final Consumer<String> notices;
    private VideoReader clip;
    private Frame current;
    private Frame following;
    private int index;

    /** @param threads how many may decode */
    ReferencePictures(JobValues.Clip reference, int threads, Consumer<String> notices) {
        this.files = reference.files();
        this.threads = threads;
        this.notices = notices;
        if (files.size() == 1) {
            clip = VideoReaders.openWithoutAlpha(files.get(0), threads, notices);
            current = read().orElseThrow();
            following = read().orElse(null);
        } else {
            current = first(files.get(0));
        }
    }

    private Optional<Frame> read() {
        return clip.next().map(SourceFrame::frame);
    }

    private Frame first(Path file) {
        try (VideoReader reader = VideoReaders.openWithoutAlpha(file, threads, notices)) {
            return reader.next().orElseThrow().frame();
        }
    }

    /** Returns the picture of a scene, counted from 0; never one before that of the last call. */
    Frame at(int scene) {
        if (clip == null) {
            int wanted = Math.min(scene, files.size() - 1);
            if (wanted > index) {
                current = first(files.get(wanted));
            }
            index = wanted;
            return current;
        }
        for (; index < scene && following != null; index++) {
            current = following;
            following = read().orElse(null);
        }
        return current;
    }

    /** Tells whether the picture of the last call is that of all scenes after it, too. */
    boolean isLast() {
        return clip == null ? index == files.size() - 1 : following == null;
    }

    @Override
    public void close() {
        if (clip != null) {
            clip.close();
        }
    }
}
