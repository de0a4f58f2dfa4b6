package restyle.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import restyle.media.MediaPath;
import restyle.plugins.Settings;

/** SHA-256 of the files that decide what a job's frames look like. */
public final class FileHashes {

    /** What networks are made of, in a folder that may also hold a README and pictures. */
    private static final Pattern MODEL_FILE = Pattern.compile(".*\\.(safetensors|json|ckpt|pth|pt|bin|onnx)");

    private FileHashes() {}

    /** By path; a folder counts with all of its model files. */
    public static Map<String, String> of(Job job) {
        List<Path> files = new ArrayList<>(List.of(job.models().model()));
        job.models().motion().ifPresent(files::add);
        job.models().vae().ifPresent(files::add);
        job.models().lora().forEach(lora -> files.add(lora.file()));
        job.models().motionLora().forEach(lora -> files.add(lora.file()));
        job.sampling().noise().ifPresent(files::add);
        job.sampling().stepNoise().ifPresent(files::add);
        files.addAll(job.prompts().embeddings());
        for (Job.Control control : job.controls()) {
            control.net().ifPresent(files::add);
            files.addAll(models(control.settings()));
        }
        job.backing().ifPresent(backing -> files.addAll(models(backing.settings())));
        files.addAll(MediaPath.input(job.input()).files());
        Map<String, String> hashes = new TreeMap<>();
        files.stream().flatMap(FileHashes::within).forEach(file -> hashes.put(file.toString(), sha256(file)));
        return hashes;
    }

    private static List<Path> models(Settings settings) {
        return settings.values().values().stream()
                .filter(Path.class::isInstance)
                .map(Path.class::cast)
                .toList();
    }

    /** The file itself, or the model files of a folder. */
    public static Stream<Path> within(Path path) {
        if (!Files.isDirectory(path)) {
            return Stream.of(path);
        }
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(file -> MODEL_FILE.matcher(file.toString()).matches()).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + path, e);
        }
    }

    /** SHA-256 of a clip's content: of the file, or of all pictures of a sequence with their names. */
    public static String ofClip(String input) {
        MediaPath clip = MediaPath.input(input);
        StringBuilder all = new StringBuilder();
        for (Path file : clip.files()) {
            all.append(file.getFileName()).append(' ').append(sha256(file)).append('\n');
        }
        return sha256(all.toString());
    }

    /** SHA-256 of a text. */
    public static String sha256(String text) {
        return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A new SHA-256. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(in, digest())) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
