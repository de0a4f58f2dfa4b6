package restyle.job;

import java.nio.file.Files;
import java.nio.file.Path;

/** Checks where a clip comes from and where the result goes, before anything is opened for writing. */
final class Endpoints {

    private Endpoints() {}

    static void check(String input, String output, JobOptions options, boolean overwrite, Problems problems) {
    }
}
