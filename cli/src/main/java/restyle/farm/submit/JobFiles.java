package restyle.farm.submit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import restyle.files.AtomicFile;
import restyle.files.FileFailure;

/**
 * The files of a job, in a folder beside the plan that has the engine's name.
 *
 * @param engine that reads them
 * @param folder with them
 */
public record JobFiles(FarmEngine engine, Path folder) {

    /** Returns the files of a submission. */
    public static JobFiles of(FarmEngine engine, Submission submission) {
        return new JobFiles(engine, submission.plan().resolveSibling(engine.name()));
    }

    /**
     * Writes them; those that are there may have been edited and are kept.
     *
     * @param overwrite whether they are written anew
     * @return which were kept
     * @throws FileFailure if one cannot be written
     */
    public List<Path> write(Submission submission, boolean overwrite) {
        List<Path> kept = new ArrayList<>();
        for (String name : engine.files()) {
            Path file = folder.resolve(name);
            if (Files.exists(file) && !overwrite) {
                kept.add(file);
            } else {
                AtomicFile.write(file, JobTemplate.of(engine, name).fill(submission.values()));
                makeExecutable(file);
            }
        }
        return kept;
    }

    /** Where scripts are called by their names, they have to be allowed to run; elsewhere {@code sh} runs them. */
    private static void makeExecutable(Path file) {
        if (!file.toString().endsWith(".sh")
                || !file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try {
            Set<PosixFilePermission> all = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            all.addAll(EnumSet.of(
                    PosixFilePermission.OWNER_EXECUTE,
                    PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_EXECUTE));
            Files.setPosixFilePermissions(file, all);
        } catch (IOException e) {
            throw new FileFailure(file, "cannot be made executable", e);
        }
    }

    /** Returns the script that submits the job. */
    public Path script() {
        return folder.resolve(FarmEngine.SUBMIT);
    }

    /**
     * Finds a program that submits.
     *
     * @param path the variable {@code PATH}
     */
    public Optional<Path> client(String path) {
        return engine.clients().stream()
                .flatMap(client -> Stream.of(path.split(File.pathSeparator))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder, client)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
