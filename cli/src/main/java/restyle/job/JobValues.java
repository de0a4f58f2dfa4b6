package restyle.job;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import restyle.composite.Background;
import restyle.media.MediaPath;
import restyle.plugins.Settings;

/**
 * Every value of a job that decides what its frames are, by a name that users understand. A job is read as the tree of records
 * that it is, so that no part that is added to it can be forgotten here. Where the result goes, how it is encoded and what
 * computes it is left out. Files are {@link Path}s and {@link Clip}s, everything else is what it is.
 */
public final class JobValues {

    private static final Set<String> LEFT_OUT = Set.of("output", "compute");
    private static final String NONE = "none";

    /** Parts that users know by another name. */
    private static final Map<String, String> NAMES = Map.of("backing", "background");

    private final SortedMap<String, Object> values = new TreeMap<>();

    private JobValues() {}

    /**
     * A file, image sequence or folder that holds pictures.
     *
     * @param path as the user named it
     */
    public record Clip(String path) {

        /** Lists its files in order. */
        public List<Path> files() {
            return MediaPath.input(path).files();
        }

        @Override
        public String toString() {
            return path;
        }
    }

    /** Reads a job. */
    public static SortedMap<String, Object> of(Job job) {
        JobValues all = new JobValues();
        for (RecordComponent component : Job.class.getRecordComponents()) {
            if (!LEFT_OUT.contains(component.getName())) {
                all.part(component.getName(), value(component, job));
            }
        }
        return Collections.unmodifiableSortedMap(all.values);
    }

    /** A part of the job itself. Options are called as on the command line, the items of lists by their number. */
    private void part(String component, Object value) {
        String name = NAMES.getOrDefault(component, component);
        if (name.equals("input")) {
            put(name, new Clip((String) value));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                add(name.replaceAll("s$", "") + " " + (i + 1), list.get(i));
            }
        } else if (value instanceof Record group) {
            components(group.getClass().getEnclosingClass() == Job.class ? "--" : kebab(name) + " ", group);
        } else {
            add(value instanceof Optional<?> ? kebab(name) : "--" + kebab(name), value);
        }
    }

    private void add(String name, Object value) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresentOrElse(present -> add(name, present), () -> put(name, NONE));
        } else if (value instanceof OptionalDouble number) {
            put(name, number.isPresent() ? number.getAsDouble() : NONE);
        } else if (value instanceof OptionalInt number) {
            put(name, number.isPresent() ? number.getAsInt() : NONE);
        } else if (value instanceof Settings settings) {
            settings.values().forEach((key, setting) -> put(name + " " + key, setting));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                add(name + " " + (i + 1), list.get(i));
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> add(name + " " + key, item));
        } else if (value instanceof Background.Media media) {
            put(name, new Clip(media.path()));
        } else if (value instanceof Clip) {
            put(name, value);
        } else if (value instanceof Record group && hasParts(group)) {
            components(name + " ", group);
        } else {
            put(name, value);
        }
    }

    private void put(String name, Object value) {
        if (values.put(name, value) != null) {
            throw new IllegalStateException("two values of a job are called " + name);
        }
    }

    private void components(String prefix, Record group) {
        for (RecordComponent component : group.getClass().getRecordComponents()) {
            String name = component.getName();
            Object value = value(component, group);
            boolean isClip = group instanceof Job.Control && name.equals("map");
            add(prefix + kebab(name), isClip ? ((Optional<?>) value).map(path -> new Clip((String) path)) : value);
        }
    }

    /** Other records, such as a range, are values of their own. */
    private static boolean hasParts(Record group) {
        return group.getClass().getEnclosingClass() == Job.class || holdsFiles(group);
    }

    private static boolean holdsFiles(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() && holdsFiles(optional.get());
        } else if (value instanceof Collection<?> items) {
            return items.stream().anyMatch(JobValues::holdsFiles);
        } else if (value instanceof Record group && !(group instanceof Clip)) {
            return group instanceof Settings
                    || group instanceof Background.Media
                    || Arrays.stream(group.getClass().getRecordComponents())
                            .anyMatch(component -> holdsFiles(value(component, group)));
        }
        return value instanceof Path || value instanceof Clip;
    }

    private static Object value(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
