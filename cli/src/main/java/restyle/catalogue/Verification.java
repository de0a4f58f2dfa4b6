package restyle.catalogue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import restyle.files.ContentDigests;

/** Compares the files of a models folder with what the catalogue says of them. */
public record Verification(Path models) {

    /** What a comparison shows. */
    public enum State {
        RIGHT,
        WRONG,
        UNKNOWN,
        MISSING
    }

    /**
     * What was found.
     *
     * @param text for people, in one line
     */
    public record Result(CatalogueEntry entry, State state, String text) {

        public boolean isThere() {
            return state != State.MISSING;
        }

        public boolean isWrong() {
            return state == State.WRONG;
        }

        @Override
        public String toString() {
            return "%-7s  %s%s".formatted(state.name().toLowerCase(Locale.ROOT), entry.file(), text);
        }
    }

    /**
     * Reads the file of an entry.
     *
     * @throws restyle.files.FileFailure if that is not possible
     */
    public Result of(CatalogueEntry entry) {
        Path file = entry.in(models);
        if (!Files.exists(file)) {
            return new Result(entry, State.MISSING, ": it is not in " + models);
        }
        String found = ContentDigests.of(file);
        if (entry.sha256().isEmpty()) {
            return new Result(entry, State.UNKNOWN, ": sha256 " + found + ", which the catalogue does not know");
        } else if (entry.sha256().get().equals(found)) {
            return new Result(entry, State.RIGHT, "");
        }
        return new Result(
                entry,
                State.WRONG,
                ": expected sha256 %s, found %s; remove it and pull it again"
                        .formatted(entry.sha256().get(), found));
    }
}
