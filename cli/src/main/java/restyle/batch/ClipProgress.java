package restyle.batch;

import java.util.Locale;
import restyle.pipeline.Progress;

/** Is told how one clip gets on; closed when it is done or has failed. */
public interface ClipProgress extends Progress, AutoCloseable {

    /**
     * Which clip of a run.
     *
     * @param number from 1
     * @param of how many there are
     */
    record Place(int number, int of) {

        public static final Place ONLY = new Place(1, 1);

        /** Makes {@code [2/5] name}, or the name where there is only one. */
        public String label(String name) {
            return of == 1 ? name : String.format(Locale.ROOT, "[%d/%d] %s", number, of, name);
        }
    }

    @Override
    default void close() {}
}
