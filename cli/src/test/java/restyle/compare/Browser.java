package restyle.compare;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A headless Chromium, if this machine has one.
 *
 * @param program the executable
 * @param folder for its profile and what it writes
 */
record Browser(Path program, Path folder) {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    static Optional<Browser> find(Path folder) {
        List<String> places = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        Stream<Path> programs = places.stream().flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)));
        return programs.filter(Files::isExecutable).findFirst().map(program -> new Browser(program, folder));
    }

    /** The document as it stands when its script has run. */
    String document(Path page) throws IOException, InterruptedException {
        Path dump = folder.resolve("document.html");
        run(dump, "--dump-dom", page.toUri().toString());
        return Files.readString(dump);
    }

    /** What it looks like in a window of 800 by 600 pixels, as PNG. */
    Path screenshot(Path page) throws IOException, InterruptedException {
        Path picture = folder.resolve("screenshot.png");
        run(folder.resolve("out"), "--screenshot=" + picture, page.toUri().toString());
        return picture;
    }

    private void run(Path out, String... what) throws IOException, InterruptedException {
        Path err = folder.resolve("err");
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--window-size=800,600",
                "--virtual-time-budget=3000",
                "--user-data-dir=" + Files.createTempDirectory(folder, "profile")));
        command.addAll(List.of(what));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            throw new IOException(program + " did not end: " + Files.readString(err, StandardCharsets.ISO_8859_1));
        }
    }
}
