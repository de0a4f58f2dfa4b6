package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.cli.FreshPlace.Outcome;

/** What a user of the distribution sends with a report of a defect. */
class SupportReportIT {

    private static final String LAUNCHER =
            Path.of(System.getProperty("restyle.home"), "restyle").toString();

    /** A name that stands nowhere else, for the user, the folders and the files. */
    private static final String NAME = "Lovelace";

    @TempDir
    Path folder;

    private FreshPlace place;

    @BeforeEach
    void makePlace() throws IOException {
        place = FreshPlace.in(Files.createDirectory(folder.resolve("Ada " + NAME)));
    }

    @Test
    void hasWhatHelpsAndNobodysNames() throws Exception {
        String clip = "%s's Wedding.mp4".formatted(NAME);
        Files.writeString(place.work().resolve(clip), "no video");
        Files.writeString(place.work().resolve("restyle.yaml"), "steps: 4\nmodel: %s.safetensors\n".formatted(NAME));
        Files.createDirectories(place.home().resolve(".local/share/restyle/plugins/%s-edges".formatted(NAME)));
        Outcome failed = run(clip, "-o", NAME + " out.mp4", "-p", "a portrait of " + NAME, "--no-config");
        assertEquals(2, failed.exit(), failed.err());
        String said = failed.err().lines().findFirst().orElseThrow();
        assertTrue(said.contains(clip), said);
        Outcome doctor = run("doctor", "--report", NAME + ".zip");
        assertTrue(doctor.out().contains("ok   render"), doctor.out() + doctor.err());
        assertTrue(doctor.err().contains("nothing was sent"), doctor.err());
        Map<String, String> parts = parts(place.work().resolve(NAME + ".zip"));
        assertEquals(Set.of("doctor.txt", "system.txt", "settings.txt", "last-failure.txt"), parts.keySet());
        parts.forEach((part, text) -> assertFalse(text.contains(NAME), part + ": " + text));
        String wrong = said.substring(said.indexOf(clip) + clip.length());
        assertTrue(parts.get("last-failure.txt").contains(wrong), said + " in " + parts.get("last-failure.txt"));
        assertTrue(parts.get("last-failure.txt").contains("exit code 2"), parts.get("last-failure.txt"));
        assertEquals(
                doctor.out().lines().count(), parts.get("doctor.txt").lines().count(), parts.get("doctor.txt"));
        assertEquals(
                Set.of("model: (set)", "steps: 4"),
                Set.of(parts.get("settings.txt").split("\n")));
        assertTrue(parts.get("system.txt").contains("-Duser.name=<user>"), parts.get("system.txt"));
    }

    private Outcome run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(LAUNCHER));
        command.addAll(List.of(arguments));
        String options = "-XX:TieredStopAtLevel=1 -Duser.name=" + NAME;
        return place.run(Map.of("RESTYLE_JAVA_OPTS", options, "LC_ALL", "C.UTF-8"), command);
    }

    private static Map<String, String> parts(Path file) throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                parts.put(
                        entry.getName(), new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }
}
