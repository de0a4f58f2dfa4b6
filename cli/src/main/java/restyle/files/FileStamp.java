package restyle.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/**
 * What the system says about a file without reading it. Content that changes changes it, even where a program puts the time of
 * the change back: systems of the Unix kind note when they last changed anything about a file, and let nobody set that.
 *
 * @param path with links resolved
 * @param size in bytes
 * @param modified when its content was changed, as programs may set it
 * @param changed when anything about it was changed, where the system notes that; else as {@code modified}
 * @param key which file it is, or empty where the system does not say
 */
record FileStamp(String path, long size, FileTime modified, FileTime changed, String key) {

    /** Times of file systems are this coarse at worst (FAT). */
    private static final Duration COARSEST = Duration.ofSeconds(2);

    static FileStamp of(Path file) throws IOException {
        Path real = file.toRealPath();
        BasicFileAttributes basic = Files.readAttributes(real, BasicFileAttributes.class);
        FileTime changed = real.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? (FileTime) Files.getAttribute(real, "unix:ctime")
                : basic.lastModifiedTime();
        String key = basic.fileKey() == null ? "" : basic.fileKey().toString();
        return new FileStamp(real.toString(), basic.size(), basic.lastModifiedTime(), changed, key);
    }

    /** Returns whether a later change of the file would show: not one within the same tick of its clock. */
    boolean isSettled() {
        Instant latest = changed.compareTo(modified) > 0 ? changed.toInstant() : modified.toInstant();
        return latest.plus(COARSEST).isBefore(Instant.now());
    }
}
