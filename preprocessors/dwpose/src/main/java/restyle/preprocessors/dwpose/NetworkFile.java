package restyle.preprocessors.dwpose;

import java.nio.file.Path;
import java.util.function.Predicate;
import restyle.models.graph.ModelException;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Session;

/**
 * A network that a user named.
 *
 * @param setting the setting that names it
 * @param path the file
 * @param expected what it should be, in words that follow "expected"
 */
record NetworkFile(String setting, Path path, String expected) {

    /**
     * Loads it.
     *
     * @throws ModelException if the file is not a network, or not of the expected kind; the message names the setting and the file
     */
    Session open(Compute compute, Predicate<Session> isExpected) {
        Session session;
        try {
            session = Session.open(path, compute);
        } catch (ModelException e) {
            throw new ModelException("%s: %s; expected %s".formatted(setting, e.getMessage(), expected), e);
        }
        if (!isExpected.test(session)) {
            String found = "takes %s and gives %s".formatted(session.inputs(), session.outputs());
            session.close();
            throw new ModelException(
                    "%s: %s is another network: expected %s; this one %s".formatted(setting, path, expected, found));
        }
        return session;
    }
}
