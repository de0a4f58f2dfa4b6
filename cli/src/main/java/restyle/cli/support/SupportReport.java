package restyle.cli.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import restyle.files.AtomicFile;
import restyle.files.Home;
import restyle.job.JobException;
import restyle.job.options.Config;

/**
 * What a report of a defect should have: versions, devices, natives, plugins, settings, the last failure. It has no names of people's
 * files, and stays where it is written.
 *
 * @param home whose settings and last failure are told
 * @param version of restyle
 * @param checks the lines of {@code doctor}
 */
public record SupportReport(Home home, String version, List<String> checks) {

    /** Settings whose values tell nothing about anybody; of others only that they are set. */
    private static final List<String> OPEN = List.of(
            "steps",
            "sampler",
            "spacing",
            "strength",
            "guidance",
            "seed",
            "clip-skip",
            "weighting",
            "size",
            "fps",
            "context",
            "overlap",
            "cuts",
            "noise-type",
            "deflicker",
            "ink",
            "output-size",
            "codec",
            "quality",
            "audio",
            "device",
            "threads",
            "precision",
            "every");

    /**
     * Writes it.
     *
     * @return the names of its parts
     */
    public List<String> write(Path file) {
        Redaction redaction = new Redaction(home, List.of());
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("doctor.txt", redaction.apply(String.join("\n", checks)));
        parts.put("system.txt", system(redaction));
        parts.put("settings.txt", redaction.apply(settings()));
        parts.put("last-failure.txt", new LastFailure(home).text().orElse("none is kept"));
        AtomicFile.write(file, zip(parts));
        return List.copyOf(parts.keySet());
    }

    private static byte[] zip(Map<String, String> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write((part.getValue() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a zip in memory", e);
        }
        return bytes.toByteArray();
    }

    private String system(Redaction redaction) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("restyle", version);
        for (String property :
                List.of("java.version", "java.vm.name", "java.vendor", "os.name", "os.version", "os.arch")) {
            facts.put(property, System.getProperty(property));
        }
        facts.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
        facts.put("largest heap", Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB");
        facts.put(
                "encoding of names",
                System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name()));
        facts.put(
                "options of Java",
                redaction.apply(
                        String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments())));
        facts.put(
                "variables that are set",
                new TreeMap<>(System.getenv())
                        .keySet().stream()
                                .filter(name -> name.matches(
                                        "RESTYLE_.*|ORT_.*|CUDA_VISIBLE_DEVICES|XDG_.*_HOME|LC_ALL|LANG|TMPDIR"))
                                .collect(Collectors.joining(" ")));
        return facts.entrySet().stream()
                .map(fact -> fact.getKey() + ": " + fact.getValue())
                .collect(Collectors.joining("\n"));
    }

    private String settings() {
        try {
            Config config = Config.read(home.projectConfig(), home.config());
            return config.values().entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + (OPEN.contains(entry.getKey()) ? entry.getValue() : "(set)"))
                    .collect(Collectors.joining("\n"));
        } catch (JobException e) {
            return e.getMessage();
        }
    }
}
