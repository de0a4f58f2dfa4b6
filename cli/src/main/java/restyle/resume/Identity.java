package restyle.resume;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import restyle.composite.Background;
import restyle.job.Job;
import restyle.media.MediaPath;
import restyle.models.runtime.Device;
import restyle.plugins.Settings;
import restyle.plugins.host.PluginHost;

/**
 * Everything that decides what a job's finished frames are, by name. The parts of a job are records and are read whole, so that
 * no option can be forgotten here; files count with their {@link Fingerprint}. Where the result goes, how it is encoded and how
 * many threads compute is not among it: that may change between a run and its continuation. (On the CPU, ONNX Runtime's threads
 * share out what is computed, not the order of a sum.)
 */
final class Identity {

    private final Map<String, String> values = new TreeMap<>();

    private Identity() {}

    /** @param plugins where the job's preprocessors come from */
    static Map<String, String> of(Job job, PluginHost plugins) {
        Identity identity = new Identity();
        identity.put("input", clip(job.input()));
        for (Record part : List.of(job.models(), job.prompts(), job.sampling(), job.selection())) {
            identity.record("--", part);
        }
        for (int i = 0; i < job.controls().size(); i++) {
            Job.Control control = job.controls().get(i);
            String prefix = "control " + (i + 1) + " ";
            identity.record(prefix, control);
            if (control.map().isEmpty()) {
                identity.put(
                        prefix + "plugin", plugins.preprocessor(control.name()).plugin());
            }
        }
        job.backing().ifPresent(backing -> {
            identity.record("background ", backing);
            identity.put(
                    "background plugin", plugins.preprocessor(backing.matting()).plugin());
        });
        identity.put("--deflicker", job.deflicker());
        identity.put("device", Device.find(job.compute().device()) + " of " + System.getProperty("os.arch"));
        identity.put("version", Optional.ofNullable(Identity.class.getPackage().getImplementationVersion()));
        return identity.values;
    }

    private void record(String prefix, Record record) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            String name = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            boolean isClip = component.getName().equals("map");
            Object value = value(component, record);
            put(prefix + name, isClip ? ((Optional<?>) value).map(map -> clip((String) map)) : value);
        }
    }

    private static Object value(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void put(String name, Object value) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresentOrElse(present -> put(name, present), () -> values.put(name, "none"));
        } else if (value instanceof OptionalDouble number) {
            put(name, number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty());
        } else if (value instanceof Settings settings) {
            settings.values().forEach((key, setting) -> put(name + " " + key, setting));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                put(name + " " + (i + 1), list.get(i));
            }
        } else if (value instanceof Path path) {
            values.put(name, Fingerprint.of(path));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                record(name + " " + (i + 1) + " ", (Record) list.get(i));
            }
        } else if (value instanceof Background.Media media) {
            values.put(name, clip(media.path()));
        } else {
            values.put(name, value.toString());
        }
    }

    private static String clip(String path) {
        return Fingerprint.of(MediaPath.input(path).files());
    }
}
