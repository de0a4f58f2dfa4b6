package restyle.pipeline.control;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import restyle.files.FileFailure;
import restyle.job.PixelSize;
import restyle.pipeline.flow.ClipFrame;
import restyle.plugins.ControlMap;

/**
 * Control maps of an earlier run. Should they fail although they were whole when they were opened, the preprocessor takes over. It then knows
 * nothing of the scene so far, which is why one of several machines, whose frames have to be the same, fails instead.
 */
final class KeptMaps implements MapSource {

    private final Path file;
    private final Optional<Supplier<MapSource>> making;
    private final Consumer<String> notices;
    private final MapFile.Reader reader;
    private MapSource made;

    /**
     * Opens the maps.
     *
     * @param making starts the preprocessor, if it may take over
     * @throws IOException if they are damaged
     */
    KeptMaps(Path file, PixelSize size, Optional<Supplier<MapSource>> making, Consumer<String> notices)
            throws IOException {
        this.file = file;
        this.making = making;
        this.notices = notices;
        reader = new MapFile.Reader(file, size);
    }

    @Override
    public String name() {
        return made == null ? "kept maps" : made.name();
    }

    @Override
    public List<ControlMap> next(List<ClipFrame> frames) {
        return frames.stream().map(this::mapOf).toList();
    }

    private ControlMap mapOf(ClipFrame frame) {
        if (made == null) {
            try {
                return reader.read();
            } catch (IOException e) {
                Supplier<MapSource> next =
                        making.orElseThrow(() -> new FileFailure(file, "cannot be read any more; run again", e));
                String reason = e instanceof EOFException ? "it ends before the clip" : FileFailure.reason(e);
                notices.accept(
                        "the control maps kept in %s cannot be used from frame %d on (%s); making the others again"
                                .formatted(file, frame.at().sourceFrame(), reason));
                made = next.get();
            }
        }
        return made.next(List.of(frame)).get(0);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new FileFailure(file, "cannot be closed", e);
        } finally {
            if (made != null) {
                made.close();
            }
        }
    }
}
