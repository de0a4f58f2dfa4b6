package restyle.cli.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import restyle.batch.ClipProgress;
import restyle.files.Home;
import restyle.pipeline.RunSummary;
import restyle.pipeline.flow.StageClock;

/** Names from outside, of files, tensors and plugins, reach a terminal without what it would obey. */
class ConsoleTest {

    private static final String NAME = "a\u001b[2J\u009b1m\u0007\u202e.mp4";
    private static final String SHOWN = "a\\u001b[2J\\u009b1m\\u0007\\u202e.mp4";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = new Console(
            InputStream.nullInputStream(), stream(out), stream(err), true, new Home(Path.of("none"), Path.of("none")));

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, false, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whicheverWayItIsPrintedTextIsShown() {
        List<Consumer<PrintStream>> ways = List.of(
                to -> to.print(NAME),
                to -> to.print((Object) NAME),
                to -> to.print(NAME.toCharArray()),
                to -> NAME.chars().forEach(character -> to.print((char) character)),
                to -> to.append(NAME),
                to -> to.append("(" + NAME + ")", 1, 1 + NAME.length()),
                to -> to.printf("%s", NAME),
                to -> to.format(Locale.ROOT, "%s", NAME));
        for (Consumer<PrintStream> way : ways) {
            out.reset();
            err.reset();
            way.accept(console.out());
            way.accept(console.err());
            assertEquals(SHOWN, text(out));
            assertEquals(SHOWN, text(err));
        }
        out.reset();
        console.out().println(NAME);
        console.out().println((Object) NAME);
        console.out().println(NAME.toCharArray());
        assertEquals(List.of(SHOWN, SHOWN, SHOWN), text(out).lines().toList());
    }

    @Test
    void aStackTraceKeepsItsLines() {
        new IllegalStateException(NAME).printStackTrace(console.err());
        List<String> lines = text(err).lines().toList();
        assertEquals("java.lang.IllegalStateException: " + SHOWN, lines.get(0));
        assertEquals(
                "\tat restyle.cli.report.ConsoleTest.aStackTraceKeepsItsLines",
                lines.get(1).split("\\(")[0]);
    }

    /** A name with a line break must not look like a line that restyle says. */
    @Test
    void whatIsSaidIsOneLine() {
        console.say("b\nrestyle: all is well\r" + NAME);
        assertEquals("restyle: b restyle: all is well " + SHOWN + System.lineSeparator(), text(err));
    }

    @Test
    void progressShowsNamesToo() {
        Map<String, ClipProgress> kinds = Map.of(
                "bar", new BarProgress(console, ClipProgress.Place.ONLY),
                "text", new TextProgress(console, ClipProgress.Place.ONLY),
                "quiet", new QuietProgress(console, true, new ClipProgress.Place(1, 2)),
                "percent", new PercentProgress(console, ClipProgress.Place.ONLY, PercentProgress.OPENJD),
                "json", new JsonProgress(console.out(), ClipProgress.Place.ONLY));
        kinds.forEach((kind, progress) -> {
            progress.begin("\r" + NAME, "\n" + NAME, 2, 0);
            progress.loaded(new StageClock());
            progress.written(1);
            progress.notice(NAME);
            progress.end(new RunSummary(2, 0, 1, 1, Map.of(), Map.of()));
            progress.close();
            String all = text(out) + text(err);
            assertFalse(all.matches("(?s).*[\u001b\u009b\u0007\u202e].*|.*[^\n]\ra.*"), kind + " prints " + all);
            assertFalse(all.isEmpty());
            assertFalse(all.contains("\\u000d"), "a bar returns to the first column: " + all);
            out.reset();
            err.reset();
        });
    }

    /** Help has colours, and what a program reads says by its own rules what is in it. */
    @Test
    void bytesAndDataPass() {
        console.outWriter().println(NAME);
        console.data().print(NAME);
        assertArrayEquals((NAME + System.lineSeparator() + NAME).getBytes(StandardCharsets.UTF_8), out.toByteArray());
    }
}
