package restyle.job;

/**
 * Where the result of a clip goes.
 *
 * @param path file or image sequence
 * @param overwrite whether what is there may be replaced
 * @param resume whether the finished frames of an interrupted run are taken over
 * @param makesFolders whether missing folders will be made; otherwise they are an error
 */
public record Target(String path, boolean overwrite, boolean resume, boolean makesFolders) {

    /** Returns a new file in a folder that exists. */
    public static Target fresh(String path) {
        return new Target(path, false, false, false);
    }
}
