package restyle.media.testing;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Clips that lie among the tests' resources. */
public final class FaultFile {

    private FaultFile() {}

    public static Path of(String name) {
        try {
            return Path.of(FaultFile.class.getResource("/restyle/media/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
