package restyle.farm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import restyle.files.AtomicFile;
import restyle.files.FileFailure;
import restyle.files.TextFile;
import restyle.job.JobException;
import restyle.job.options.OptionLayers;
import restyle.job.options.OptionPaths;
import restyle.pipeline.flow.PlannedScene;

/** A plan as YAML. Paths below its folder are relative to it, so that the folder may lie elsewhere on another machine; others are absolute. */
public final class PlanFile {

    /** What it is called in its folder. */
    public static final String NAME = "plan.yaml";

    private static final String FORMAT = "restyle-plan";
    private static final int VERSION = 1;

    private PlanFile() {}

    /** Writes a plan into its file, in one step. */
    public static void write(Plan plan) {
        AtomicFile.write(plan.file(), text(plan));
    }

    /** Returns whether the file of a plan says just this already. */
    public static boolean isSame(Plan plan) {
        return TextFile.read(plan.file()).equals(text(plan));
    }

    private static String text(Plan plan) {
        ObjectNode tree = OptionLayers.YAML.createObjectNode();
        tree.put("format", FORMAT).put("version", VERSION).put("restyle", plan.version());
        tree.put("encoder-threads", plan.threads());
        ArrayNode clips = tree.putArray("clips");
        plan.clips().forEach(clip -> clips.add(clip(plan, clip)));
        ArrayNode segments = tree.putArray("segments");
        for (Segment segment : plan.segments()) {
            segments.addObject()
                    .put("number", segment.number())
                    .put("clip", segment.clip())
                    .put("scene", segment.scene().number())
                    .put("first", segment.first())
                    .put("frames", segment.frames());
        }
        try {
            return OptionLayers.YAML.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode clip(Plan plan, ClipPlan clip) {
        ObjectNode tree = OptionLayers.YAML.createObjectNode();
        tree.put("input", relative(plan, clip.input())).put("output", relative(plan, clip.output()));
        tree.set("options", clip.options());
        tree.set("identity", OptionLayers.YAML.valueToTree(clip.identity()));
        tree.put("frames", clip.frames()).put("start", clip.clipStart());
        ArrayNode scenes = tree.putArray("scenes");
        for (PlannedScene scene : clip.scenes()) {
            scenes.addObject()
                    .put("first", scene.first())
                    .put("frames", scene.frames())
                    .put("shown", scene.shown())
                    .put("source-frame", scene.sourceFrame());
        }
        return tree;
    }

    private static String relative(Plan plan, String path) {
        Path absolute = Path.of(path);
        return absolute.startsWith(plan.folder())
                ? plan.folder().relativize(absolute).toString().replace('\\', '/')
                : path;
    }

    /**
     * Reads a plan.
     *
     * @param named the file, or its folder
     * @param paths what folders are called here
     * @throws JobException if it is none, or one of another version
     */
    public static Plan read(Path named, PathMap paths) {
        Path file = Files.isDirectory(named) ? named.resolve(NAME) : named;
        if (!Files.exists(file)) {
            throw new JobException(file + ": does not exist; 'restyle plan INPUT... -o FOLDER' makes a plan");
        }
        List<JsonNode> documents;
        try {
            documents = OptionLayers.documents(TextFile.read(file));
        } catch (IllegalArgumentException e) {
            throw new JobException(file + ": " + e.getMessage(), e);
        } catch (FileFailure e) {
            throw new JobException(e.getMessage(), e);
        }
        JsonNode tree = documents.isEmpty() ? OptionLayers.YAML.createObjectNode() : documents.get(0);
        if (documents.size() != 1 || !tree.path("format").asText().equals(FORMAT)) {
            throw new JobException(file + ": is no plan; 'restyle plan INPUT... -o FOLDER' makes one");
        } else if (tree.path("version").asInt() != VERSION) {
            throw new JobException("%s: is a plan of version %s, and this restyle reads version %d; plan again with it"
                    .formatted(file, tree.path("version").asText("none"), VERSION));
        }
        try {
            return new Reader(file, paths, tree).plan();
        } catch (IllegalArgumentException e) {
            throw new JobException(file + ": is not whole: " + e.getMessage() + "; plan again", e);
        }
    }

    private record Reader(Path file, PathMap paths, JsonNode tree) {

        private Plan plan() {
            List<ClipPlan> clips = new ArrayList<>();
            int number = 0;
            for (JsonNode clip : required(tree, "clips")) {
                clips.add(clip(number++, clip));
            }
            Plan plan = Plan.of(file, tree.path("restyle").asText(), small(tree, "encoder-threads"), clips);
            if (clips.isEmpty()
                    || plan.segments().size() != required(tree, "segments").size()) {
                throw new IllegalArgumentException("its segments are not those of its clips");
            }
            return plan;
        }

        private ClipPlan clip(int number, JsonNode clip) {
            if (!(required(clip, "options") instanceof ObjectNode planned)) {
                throw new IllegalArgumentException("options: expected options by name, found " + clip.get("options"));
            }
            ObjectNode options = planned.deepCopy();
            OptionPaths.replace(options, paths::of);
            SortedMap<String, String> identity = new TreeMap<>();
            for (Map.Entry<String, JsonNode> entry : required(clip, "identity").properties()) {
                identity.put(entry.getKey(), entry.getValue().asText());
            }
            List<Long> cuts = new ArrayList<>();
            for (JsonNode segment : required(tree, "segments")) {
                if (number(segment, "clip") == number) {
                    cuts.add(number(segment, "first"));
                }
            }
            return new ClipPlan(
                    path(clip, "input"),
                    path(clip, "output"),
                    options,
                    identity,
                    number(clip, "start"),
                    scenes(clip),
                    cuts);
        }

        private static List<PlannedScene> scenes(JsonNode clip) {
            List<PlannedScene> scenes = new ArrayList<>();
            long position = 0;
            for (JsonNode scene : required(clip, "scenes")) {
                if (number(scene, "first") != position || number(scene, "frames") < 1) {
                    throw new IllegalArgumentException("its scenes do not follow each other");
                }
                int frames = small(scene, "frames");
                scenes.add(new PlannedScene(
                        scenes.size(), position, frames, small(scene, "shown"), number(scene, "source-frame")));
                position += frames;
            }
            if (scenes.isEmpty() || position != number(clip, "frames")) {
                throw new IllegalArgumentException("its scenes do not have the frames of their clip");
            }
            return scenes;
        }

        private String path(JsonNode clip, String name) {
            String path = required(clip, name).asText();
            return Path.of(path).isAbsolute()
                    ? paths.of(path)
                    : file.toAbsolutePath()
                            .getParent()
                            .resolve(path)
                            .normalize()
                            .toString();
        }

        private static long number(JsonNode of, String name) {
            JsonNode value = required(of, name);
            if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                throw new IllegalArgumentException(name + ": expected a whole number, found " + value);
            }
            return value.asLong();
        }

        private static int small(JsonNode of, String name) {
            long number = number(of, name);
            if (number != (int) number) {
                throw new IllegalArgumentException(
                        name + ": expected a number up to " + Integer.MAX_VALUE + ", found " + number);
            }
            return (int) number;
        }

        private static JsonNode required(JsonNode of, String name) {
            JsonNode value = of.get(name);
            if (value == null || value.isNull()) {
                throw new IllegalArgumentException("it says no " + name);
            }
            return value;
        }
    }
}
