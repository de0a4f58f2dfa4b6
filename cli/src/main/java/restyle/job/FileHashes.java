package restyle.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import restyle.files.ContentDigests;
import restyle.files.DigestIndex;
import restyle.files.FileFailure;
import restyle.files.FolderTree;

/** SHA-256 of the files that decide what a job's frames look like. */
public final class FileHashes {

    /** What networks are made of, in a folder that may also hold a README and pictures. */
    private static final Pattern MODEL_FILE = Pattern.compile(".*\\.(safetensors|json|ckpt|pth|pt|bin|onnx)");

    private FileHashes() {}

    /**
     * Computes the digests by path; a folder counts with all of its model files, a sequence with its pictures.
     *
     * @throws JobException if a file cannot be read
     */
    public static Map<String, String> of(Job job) {
        Map<String, String> hashes = new TreeMap<>();
        DigestIndex index = index(job);
        try {
            for (Object value : JobValues.of(job).values()) {
                for (Path file : files(value)) {
                    hashes.put(file.toString(), ContentDigests.of(file, index));
                }
            }
        } catch (FileFailure e) {
            throw new JobException(e.getMessage(), e);
        }
        return hashes;
    }

    /** Lists the files that one of {@link JobValues} stands for; none if it is not about files. */
    public static List<Path> files(Object value) {
        if (value instanceof Path path) {
            return within(path);
        }
        return value instanceof JobValues.Clip clip ? clip.files() : List.of();
    }

    /** Returns the file itself, or lists the model files of a folder, wherever its links lead. */
    public static List<Path> within(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try {
            return FolderTree.files(path).stream()
                    .filter(file -> MODEL_FILE.matcher(file.toString()).matches())
                    .toList();
        } catch (IOException e) {
            throw new JobException(path + " cannot be listed: " + FileFailure.reason(e), e);
        }
    }

    /** Returns where digests of a job's files are kept from run to run: with control maps, else with weights if there are any. */
    public static DigestIndex index(Job job) {
        Job.Compute compute = job.compute();
        return compute.mapCache()
                .or(() -> Optional.of(compute.weightsCache()).filter(Files::isDirectory))
                .map(DigestIndex::in)
                .orElseGet(DigestIndex::none);
    }
}
