package restyle.job;

/**
 * Where the result of a clip goes.
 *
 * @param path file or image sequence
 * @param overwrite whether what is there may be replaced
 * @param makesFolders whether missing folders will be made; otherwise they are an error
 */
public record Target(String path, boolean overwrite, boolean makesFolders) {}
