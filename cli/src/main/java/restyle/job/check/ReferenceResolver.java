package restyle.job.check;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import restyle.job.JobValues;
import restyle.job.Problems;
import restyle.job.Reference;
import restyle.job.options.JobOptions;
import restyle.job.options.LayeredOptions;
import restyle.job.options.ModelLibrary;
import restyle.media.MediaPath;
import restyle.media.VideoException;
import restyle.media.read.VideoReaders;
import restyle.models.engine.ReferenceEncoder;
import restyle.models.graph.ModelException;
import restyle.models.model.Checkpoint;
import restyle.models.model.ImageEncoderModel;
import restyle.models.model.IpAdapterModel;
import restyle.models.model.NetworkFiles;
import restyle.models.model.ScaledName;
import restyle.models.weights.names.ModelKind;

/** Finds reference pictures and the networks for them, and checks that these belong together; reads names and shapes of weights only. */
final class ReferenceResolver {

    private static final String REFERENCE = "--reference";
    private static final double SCALE = 0.6;

    /**
     * A network that need not be named.
     *
     * @param option that names it
     * @param title what people call it, with its article
     * @param usual names under which it is published, best first
     * @param names under which others of its kind are met
     * @param opening opens one; fails on other kinds
     */
    private record Wanted(String option, String title, List<String> usual, Pattern names, Consumer<Path> opening) {}

    private static final Wanted ADAPTER = new Wanted(
            "--ip-adapter",
            "an IP-Adapter",
            List.of("ip-adapter_sd15"),
            Pattern.compile("(?i).*ip[-_]?adapter.*"),
            IpAdapterModel::open);
    private static final Wanted ENCODER = new Wanted(
            "--image-encoder",
            "a CLIP image encoder",
            List.of("CLIP-ViT-H-14-laion2B-s32B-b79K", "image_encoder"),
            Pattern.compile("(?i).*(image[-_]?encoder|clip[-_]?vi).*"),
            ImageEncoderModel::open);

    private ReferenceResolver() {}

    /** Looks pictures and networks up, and writes what was found into the options. */
    static Optional<Reference> resolve(LayeredOptions layers, Problems problems) {
        JobOptions options = layers.options();
        if (options.reference == null) {
            return Optional.empty();
        }
        List<Reference.Pictures> pictures = new ArrayList<>();
        for (String text : options.reference) {
            problems.check(REFERENCE, () -> pictures(text)).ifPresent(pictures::add);
        }
        Optional<Path> adapter =
                problems.check(ADAPTER.option, () -> found(ADAPTER, options.ipAdapter, layers.library()));
        Optional<Path> encoder =
                problems.check(ENCODER.option, () -> found(ENCODER, options.imageEncoder, layers.library()));
        if (pictures.isEmpty() || adapter.isEmpty() || encoder.isEmpty()) {
            return Optional.empty();
        }
        options.reference = pictures.stream()
                .map(each -> new ScaledName(each.clip().toString(), each.scale()).text())
                .toList();
        options.ipAdapter = adapter.get().toString();
        options.imageEncoder = encoder.get().toString();
        return Optional.of(new Reference(adapter.get(), encoder.get(), pictures));
    }

    private static Reference.Pictures pictures(String text) {
        ScaledName name = ScaledName.parse(text, SCALE, ReferenceResolver::isThere);
        if (name.scale() < 0) {
            throw new IllegalArgumentException(
                    "expected a scale of 0..%d behind the last colon of '%s'".formatted(ScaledName.MAX_SCALE, text));
        }
        JobValues.Clip clip = new JobValues.Clip(name.name());
        List<Path> files = clip.files();
        if (files.isEmpty()) {
            throw new IllegalArgumentException(
                    name.name() + " is a folder without pictures; expected a picture, a folder of pictures or a clip");
        }
        files.forEach(ReferenceResolver::requirePicture);
        return new Reference.Pictures(clip, name.scale());
    }

    private static boolean isThere(String text) {
        try {
            return MediaPath.namesSequence(text) || Files.exists(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static void requirePicture(Path file) {
        try {
            VideoReaders.openWithoutAlpha(file, 1, notice -> {}).close();
        } catch (VideoException e) {
            ModelKind kind;
            try {
                kind = ModelKind.of(NetworkFiles.everything(file));
            } catch (ModelException other) {
                throw e; // it is no weights either
            }
            String advice = kind.advice().isEmpty() ? "" : "; " + kind.advice();
            throw new IllegalArgumentException(
                    "%s is %s; expected a picture, a folder of pictures or a clip%s".formatted(file, kind, advice), e);
        }
    }

    private static Path found(Wanted wanted, String said, ModelLibrary library) {
        Path file = said != null ? library.find(said) : unnamed(wanted, library);
        wanted.opening.accept(file);
        return file;
    }

    private static Path unnamed(Wanted wanted, ModelLibrary library) {
        Optional<Path> usual = wanted.usual.stream()
                .flatMap(name -> library.lookUp(name).stream())
                .findFirst();
        if (usual.isPresent()) {
            return usual.get();
        }
        List<Path> found = library.matching(wanted.names);
        if (found.size() > 1) {
            found = found.stream().filter(file -> opens(wanted, file)).toList();
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new IllegalArgumentException(
                found.isEmpty()
                        ? "%s needs %s: give %s FILE, or fetch one with 'restyle models pull %s' (looked for it in %s)"
                                .formatted(
                                        REFERENCE, wanted.title, wanted.option, wanted.usual.get(0), library.places())
                        : "several files may be meant: %s; say which with %s FILE"
                                .formatted(
                                        String.join(
                                                ", ",
                                                found.stream()
                                                        .map(Path::toString)
                                                        .toList()),
                                        wanted.option));
    }

    private static boolean opens(Wanted wanted, Path file) {
        try {
            wanted.opening.accept(file);
            return true;
        } catch (ModelException e) {
            return false; // it is something else
        }
    }

    /**
     * Checks whether the networks belong together.
     *
     * @param checkpoint empty if there is a problem with it
     */
    static void check(Reference reference, Optional<Checkpoint> checkpoint, Problems problems) {
        IpAdapterModel adapter = IpAdapterModel.open(reference.adapter());
        checkpoint.ifPresent(model -> problems.check(ADAPTER.option, () -> adapter.beside(model)));
        problems.check(ENCODER.option, () -> {
            ImageEncoderModel encoder = ImageEncoderModel.open(reference.encoder());
            ReferenceEncoder.requireFit(adapter, encoder);
            return encoder;
        });
    }

    /** Says what has no effect. */
    static List<String> warnings(JobOptions options) {
        List<String> unused = new ArrayList<>();
        if (options.reference == null && options.ipAdapter != null) {
            unused.add("--ip-adapter has no effect without --reference");
        }
        if (options.reference == null && options.imageEncoder != null) {
            unused.add("--image-encoder has no effect without --reference");
        }
        return unused;
    }
}
