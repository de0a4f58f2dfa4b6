package restyle.models.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prompts for a whole clip: one text, or texts that take turns. Between two frames that have one, each frame is told a mix of both; before the
 * first and after the last it is that one. A scene with a text of its own has it from its first frame to its last. Where only scenes have
 * texts, a scene without one has that of the scene before it, the first ones that of the first text.
 *
 * @param frames texts by number of the frame in the source, from 0
 * @param scenes texts by number of the scene, from 1
 */
public record PromptSchedule(NavigableMap<Long, String> frames, NavigableMap<Integer, String> scenes) {
    private static final Pattern FRAME = Pattern.compile("\\s*(\\d{1,18})\\s*:(.*)");
    private static final Pattern SCENE = Pattern.compile("\\s*(?i:scene)\\s+(\\d{1,9})\\s*:(.*)");

    /**
     * What one frame is told.
     *
     * @param from a text
     * @param to another, or the same
     * @param part 0 for the first text alone, towards 1 for the second
     */
    public record Mix(String from, String to, double part) {

        static Mix of(String text) {
            return new Mix(text, text, 0);
        }
    }

    public PromptSchedule {
        frames = new TreeMap<>(frames);
        scenes = new TreeMap<>(scenes);
        if (frames.isEmpty() && scenes.isEmpty()) {
            throw new IllegalArgumentException("there is no prompt");
        }
    }

    /** Makes one text for every frame. */
    public static PromptSchedule constant(String text) {
        return new PromptSchedule(new TreeMap<>(Map.of(0L, text)), new TreeMap<>());
    }

    /**
     * Reads a prompt. Lines {@code FRAME: text} and {@code scene N: text} make a schedule, and lines before the first of them are the text from
     * frame 0 on; a text without such lines is one prompt, line breaks and all.
     *
     * @throws IllegalArgumentException if a schedule has a line of another form, or a frame or scene comes twice
     */
    public static PromptSchedule parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.stream().noneMatch(PromptSchedule::isKeyed)) {
            return constant(text);
        }
        TreeMap<Long, String> frames = new TreeMap<>();
        TreeMap<Integer, String> scenes = new TreeMap<>();
        List<String> before = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            Matcher frame = FRAME.matcher(line);
            Matcher scene = SCENE.matcher(line);
            boolean twice = false;
            if (frame.matches()) {
                twice = frames.put(
                                Long.parseLong(frame.group(1)), frame.group(2).strip())
                        != null;
            } else if (scene.matches()) {
                twice = scenes.put(
                                Integer.parseInt(scene.group(1)), scene.group(2).strip())
                        != null;
            } else if (frames.isEmpty() && scenes.isEmpty() && !line.isEmpty()) {
                before.add(line);
            } else if (!line.isEmpty()) {
                throw wrong(i, "expected 'FRAME: text' or 'scene N: text', as in the lines before it, found", line);
            }
            if (twice) {
                throw wrong(i, "this frame or scene has a text already:", line);
            }
        }
        if (scenes.containsKey(0)) {
            throw new IllegalArgumentException("there is no scene 0; the first scene is 1");
        }
        if (!before.isEmpty() && frames.putIfAbsent(0L, String.join(" ", before)) != null) {
            throw new IllegalArgumentException(
                    "frame 0 has a text already, from the lines before the first 'FRAME: text'");
        }
        // Said for one scene only, it counts for all; and one text needs no line of its own.
        return frames.isEmpty() && scenes.size() == 1
                ? constant(scenes.firstEntry().getValue())
                : new PromptSchedule(frames, scenes);
    }

    private static IllegalArgumentException wrong(int index, String problem, String line) {
        return new IllegalArgumentException("line %d: %s '%s'".formatted(index + 1, problem, line));
    }

    private static boolean isKeyed(String line) {
        return FRAME.matcher(line).matches() || SCENE.matcher(line).matches();
    }

    /** Tells what a frame is told. */
    public Mix at(long frame, int scene) {
        if (frames.isEmpty()) {
            Map.Entry<Integer, String> here = scenes.floorEntry(scene);
            return Mix.of((here == null ? scenes.firstEntry() : here).getValue());
        }
        if (scenes.containsKey(scene)) {
            return Mix.of(scenes.get(scene));
        }
        Map.Entry<Long, String> before = frames.floorEntry(frame);
        Map.Entry<Long, String> after = frames.higherEntry(frame);
        if (before == null || after == null) {
            return Mix.of((before == null ? after : before).getValue());
        }
        double part = (frame - before.getKey()) / (double) (after.getKey() - before.getKey());
        return new Mix(before.getValue(), after.getValue(), part);
    }

    /** Tells whether frames of one scene may be told different things. */
    public boolean changesWithinScenes() {
        return new TreeSet<>(frames.values()).size() > 1;
    }

    /** Lists every text, in the order in which they come. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>(frames.values());
        texts.addAll(scenes.values());
        return texts.stream().distinct().toList();
    }

    /** Tells whether there is nothing but empty texts. */
    public boolean isEmpty() {
        return texts().equals(List.of(""));
    }

    /** Returns the text that {@link #parse} takes. */
    @Override
    public String toString() {
        if (scenes.isEmpty() && frames.size() == 1) {
            return frames.firstEntry().getValue();
        }
        List<String> lines = new ArrayList<>();
        frames.forEach((frame, text) -> lines.add(frame + ": " + text));
        scenes.forEach((scene, text) -> lines.add("scene " + scene + ": " + text));
        return String.join("\n", lines);
    }
}
