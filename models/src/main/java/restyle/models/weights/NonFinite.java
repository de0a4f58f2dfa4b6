package restyle.models.weights;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import restyle.models.graph.FileRegion;
import restyle.models.graph.ModelException;

/**
 * How many of a tensor's values are no numbers, or infinite: one is enough to turn every picture black.
 *
 * @param nans values that are no number
 * @param infinities values without bound
 */
public record NonFinite(long nans, long infinities) {
    private static final int CHUNK_BYTES = 1 << 20;
    private static final int F32_INFINITY = 0x7F800000;
    private static final long F64_INFINITY = 0x7FF0000000000000L;

    /** Sums up two counts. */
    public NonFinite plus(NonFinite other) {
        return new NonFinite(nans + other.nans, infinities + other.infinities);
    }

    /** Tells whether there are none. */
    public boolean isNone() {
        return nans == 0 && infinities == 0;
    }

    /**
     * Looks at every value of a tensor where it lies in its file; types without such values are not read.
     *
     * @throws ModelException if the file cannot be read
     */
    public static NonFinite in(StoredTensor tensor) {
        FileRegion region = tensor.region();
        long[] counts = new long[2];
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        if (!hasSuch(tensor.type())) {
            return new NonFinite(0, 0);
        }
        try (FileChannel file = FileChannel.open(region.file())) {
            for (long at = 0; at < region.length(); at += CHUNK_BYTES) {
                chunk.clear().limit((int) Math.min(CHUNK_BYTES, region.length() - at));
                fill(chunk, file, region.offset() + at);
                count(tensor.type(), chunk.flip(), counts);
            }
        } catch (IOException e) {
            throw new ModelException("cannot read %s in %s: %s".formatted(tensor, region.file(), e.getMessage()), e);
        }
        return new NonFinite(counts[0], counts[1]);
    }

    private static void fill(ByteBuffer chunk, FileChannel file, long from) throws IOException {
        while (chunk.hasRemaining()) {
            if (file.read(chunk, from + chunk.position()) < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
        }
    }

    private static boolean hasSuch(StoredType type) {
        return switch (type) {
            case F16, BF16, F32, F64, C64, F8_E4M3, F8_E5M2, F8_E4M3FNUZ, F8_E5M2FNUZ -> true;
            default -> false;
        };
    }

    private static void count(StoredType type, ByteBuffer in, long[] counts) {
        while (in.hasRemaining()) {
            switch (type) {
                case F16 -> add(counts, (in.getShort() & 0x7FFF) - 0x7C00);
                case BF16 -> add(counts, (in.getShort() & 0x7FFF) - 0x7F80);
                case F64 -> add(counts, Long.signum((in.getLong() & Long.MAX_VALUE) - F64_INFINITY));
                case F8_E4M3 -> add(counts, SmallFloat.F8_E4M3.decode(in.get()));
                case F8_E5M2 -> add(counts, SmallFloat.F8_E5M2.decode(in.get()));
                case F8_E4M3FNUZ -> add(counts, SmallFloat.F8_E4M3FNUZ.decode(in.get()));
                case F8_E5M2FNUZ -> add(counts, SmallFloat.F8_E5M2FNUZ.decode(in.get()));
                default -> add(counts, (in.getInt() & Integer.MAX_VALUE) - F32_INFINITY); // F32, and both parts of C64
            }
        }
    }

    /** @param aboveInfinity of a value's bits: 0 is infinity, more is no number */
    private static void add(long[] counts, int aboveInfinity) {
        if (aboveInfinity >= 0) {
            counts[aboveInfinity == 0 ? 1 : 0]++;
        }
    }

    private static void add(long[] counts, float value) {
        if (!Float.isFinite(value)) {
            counts[Float.isNaN(value) ? 0 : 1]++;
        }
    }
}
