package restyle.plugins.host;

import java.nio.file.Path;
import java.util.List;

/** Where a model file may be that a user, or the default of a setting, names. */
public interface ModelLocator {

    /** Paths to try, in order; they need not exist. */
    List<Path> candidates(String name);
}
