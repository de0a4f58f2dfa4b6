package restyle.plugins.host;

import java.nio.file.Path;
import java.util.List;

/** Knows where a model file may be that a user, or the default of a setting, names. */
public interface ModelLocator {

    /** Returns paths to try, in order; they need not exist. */
    List<Path> candidates(String name);
}
