package restyle.pipeline.control;

import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Optional;
import restyle.files.AtomicFile;
import restyle.files.FileFailure;
import restyle.pipeline.flow.ClipFrame;
import restyle.plugins.ControlMap;

/** Hands on the control maps that another source makes, and keeps a copy for as long as that works. */
final class RecordedMaps implements MapSource {

    private final MapSource inner;
    private final MapStore store;
    private final MapKeys.Key key;
    private AtomicFile file;
    private MapFile.Writer writer;

    /** @param inner closed with this */
    RecordedMaps(MapSource inner, MapStore store, MapKeys.Key key) {
        this.inner = inner;
        this.store = store;
        this.key = key;
        keeping(() -> {
            file = AtomicFile.create(store.file("maps"));
            writer = new MapFile.Writer(Channels.newOutputStream(file.content()));
            store.removeAbandoned();
        });
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public int batch() {
        return inner.batch();
    }

    @Override
    public List<ControlMap> next(List<ClipFrame> frames) {
        List<ControlMap> maps = inner.next(frames);
        for (ControlMap map : maps) {
            if (writer != null) {
                keeping(() -> writer.write(map));
            }
        }
        return maps;
    }

    @Override
    public void finish() {
        if (writer != null) {
            keeping(() -> {
                writer.finish();
                Optional<String> known = key.atEnd();
                if (known.isPresent()) {
                    file.commit(store.file(known.get()));
                    store.makeRoom();
                }
            });
        }
    }

    @Override
    public void close() {
        try {
            inner.close();
        } finally {
            keeping(this::drop);
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    /** Does something for the copy; if it fails, there will be none. */
    private void keeping(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            giveUp(new FileFailure("cannot write to " + store.folder(), e).getMessage());
        } catch (FileFailure e) {
            giveUp(e.getMessage());
        }
    }

    private void giveUp(String reason) {
        store.notices().accept("the control maps are not kept for other runs: " + reason);
        try {
            drop();
        } catch (FileFailure e) {
            // It is left to be removed as abandoned.
        }
    }

    private void drop() {
        if (writer != null) {
            writer.close();
            writer = null;
        }
        if (file != null) {
            AtomicFile dropped = file;
            file = null;
            dropped.close();
        }
    }
}
