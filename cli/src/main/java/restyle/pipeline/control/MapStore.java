package restyle.pipeline.control;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import restyle.job.PixelSize;
import restyle.pipeline.flow.ClipFrame;
import restyle.plugins.ControlMap;

/**
 * The control maps of one clip on disk, for the next run that needs the same: a file for each key, with the maps in the order of
 * the frames, deflated, grey ones as one channel. A file has its name only when it is complete.
 *
 * @param file where they are, or will be
 * @param size of every map
 */
public record MapStore(Path file, PixelSize size) {

    private static final String ENDING = ".maps";
    private static final String PART = ".part";
    private static final Duration ABANDONED = Duration.ofDays(1);
    private static final int GREY = 1;
    private static final int COLOUR = 3;

    /** Bytes that all files of a folder may take together; the ones used longest ago make room. */
    private static final long MOST_BYTES = 4L << 30;

    /** The maps of a key in a folder. */
    public static MapStore of(Path folder, String key, PixelSize size) {
        return new MapStore(folder.resolve(key + ENDING), size);
    }

    public boolean isThere() {
        return Files.isRegularFile(file);
    }

    /** Reads maps back. */
    public final class Reader implements MapSource {
        private final DataInputStream in;

        public Reader() {
            try {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
                in = new DataInputStream(new BufferedInputStream(new InflaterInputStream(Files.newInputStream(file))));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the control maps kept in " + file, e);
            }
        }

        @Override
        public String name() {
            return "kept maps";
        }

        @Override
        public ControlMap next(ClipFrame frame) {
            try {
                int channels = in.readByte();
                byte[] samples = new byte[channels * size.width() * size.height()];
                in.readFully(samples);
                return channels == GREY
                        ? ControlMap.grey(size.width(), size.height(), samples)
                        : new ControlMap(size.width(), size.height(), samples);
            } catch (EOFException e) {
                throw new UncheckedIOException(
                        file + " holds fewer control maps than the clip has frames; delete it", e);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the control maps kept in " + file, e);
            }
        }

        @Override
        public void close() {
            MapStore.close(in);
        }
    }

    /** Hands on what another source makes, and keeps a copy. */
    public final class Recorder implements MapSource {
        private final MapSource inner;
        private final Path part;
        private final DataOutputStream out;

        public Recorder(MapSource inner) {
            this.inner = inner;
            try {
                Files.createDirectories(file.getParent());
                removeAbandoned();
                part = Files.createTempFile(file.getParent(), file.getFileName().toString(), PART);
                out = new DataOutputStream(new BufferedOutputStream(
                        new DeflaterOutputStream(Files.newOutputStream(part), new Deflater(Deflater.BEST_SPEED))));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot keep control maps in " + file.getParent(), e);
            }
        }

        @Override
        public String name() {
            return inner.name();
        }

        @Override
        public ControlMap next(ClipFrame frame) {
            ControlMap map = inner.next(frame);
            byte[] grey = grey(map.rgb());
            try {
                out.writeByte(grey != null ? GREY : COLOUR);
                out.write(grey != null ? grey : map.rgb());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot keep control maps in " + part, e);
            }
            return map;
        }

        @Override
        public void finish() {
            try {
                out.close();
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                makeRoom();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot keep control maps in " + file, e);
            }
        }

        @Override
        public void close() {
            try {
                inner.close();
            } finally {
                MapStore.close(out);
                delete(part);
            }
        }
    }

    /** Deletes what killed runs left; one that is at work writes more often. */
    private void removeAbandoned() throws IOException {
        List<Path> parts;
        try (Stream<Path> all = Files.list(file.getParent())) {
            parts = all.filter(f -> f.toString().endsWith(PART)).toList();
        }
        long before = Instant.now().minus(ABANDONED).toEpochMilli();
        for (Path other : parts) {
            if (other.toFile().lastModified() < before) {
                Files.deleteIfExists(other);
            }
        }
    }

    private void makeRoom() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(file.getParent())) {
            files = all.filter(f -> f.toString().endsWith(ENDING) && !f.equals(file))
                    .sorted(Comparator.comparingLong((Path f) -> f.toFile().lastModified())
                            .reversed())
                    .toList();
        }
        long kept = Files.size(file);
        for (Path other : files) {
            kept += Files.size(other);
            if (kept > MOST_BYTES) {
                Files.deleteIfExists(other);
            }
        }
    }

    /** The one channel of a grey picture, or null if it has colour. */
    private static byte[] grey(byte[] rgb) {
        byte[] grey = new byte[rgb.length / 3];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = rgb[3 * i];
            if (rgb[3 * i + 1] != grey[i] || rgb[3 * i + 2] != grey[i]) {
                return null;
            }
        }
        return grey;
    }

    private static void close(AutoCloseable stream) {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
