package restyle.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.media.MediaPath;

class ReportPageTest {

    private static final Set<String> VOID = Set.of("meta", "input", "br", "img");
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z]\\w*)[^>]*?(/?)>");

    @TempDir
    Path folder;

    private Path page;

    /** A red clip and a blue one. */
    @BeforeEach
    void writePage() throws IOException {
        Color[] red = {Color.RED, new Color(200, 0, 0), Color.RED};
        Color[] blue = {Color.BLUE, Color.BLUE, new Color(0, 0, 200)};
        MediaPath a = MediaPath.input(new FlatClip(64, 48, red).write(folder.resolve("a<i>&")));
        MediaPath b = MediaPath.input(new FlatClip(64, 48, blue).write(folder.resolve("b")));
        page = folder.resolve("report.html");
        ReportPage.write(Comparison.of(a, b, 1, notice -> {}), page);
    }

    @Test
    void needsNothingFromOutside() throws IOException {
        String html = Files.readString(page);

        assertFalse(html.contains("://"));
        assertFalse(Pattern.compile("<link|@import|url\\(|\\bsrc=|\\bhref=")
                .matcher(html)
                .find());
        assertTrue(html.contains("default-src 'none'"));
        assertFalse(html.contains("{{"));
    }

    @Test
    void elementsAreClosedInOrder() throws IOException {
        String html = Files.readString(page).replaceAll("(?s)(<(script|style)[^>]*>).*?(</\\2>)", "$1$3");
        Deque<String> open = new ArrayDeque<>();
        Matcher tags = TAG.matcher(html);
        while (tags.find()) {
            if (!tags.group(1).isEmpty()) {
                assertEquals(open.pop(), tags.group(2));
            } else if (tags.group(3).isEmpty() && !VOID.contains(tags.group(2))) {
                open.push(tags.group(2));
            }
        }
        assertTrue(open.isEmpty(), "left open: " + open);
    }

    @Test
    void hasEveryElementThatItsScriptAsksFor() throws IOException {
        String html = Files.readString(page);
        List<String> asked = Pattern.compile("(?:find|getElementById)\\(\"(\\w+)\"\\)")
                .matcher(html)
                .results()
                .map(found -> found.group(1))
                .toList();

        assertTrue(asked.contains("screen"));
        asked.forEach(id -> assertTrue(html.contains("id=\"" + id + "\""), id));
    }

    /** Where there is no browser, the tests above have looked at the document itself. */
    @Test
    void showsBothClipsAndFollowsTheKeyboardInABrowser() throws Exception {
        Optional<Browser> browser = Browser.find(folder);
        String html = Files.readString(page);
        assertEquals(3, Pattern.compile("\"frame\":\\d").matcher(html).results().count());
        if (browser.isPresent()) {
            assertShowsBothClips(ImageIO.read(browser.get().screenshot(page).toFile()));
            assertFollowsTheKeyboard(browser.get(), html);
        }
    }

    private static void assertShowsBothClips(BufferedImage screen) {
        int left = 0;
        int right = 0;
        for (int y = 0; y < screen.getHeight(); y++) {
            for (int x = 0; x < screen.getWidth(); x++) {
                Color color = new Color(screen.getRGB(x, y));
                boolean red = color.getRed() > 180 && color.getBlue() < 60 && color.getGreen() < 60;
                boolean blue = color.getBlue() > 180 && color.getRed() < 60 && color.getGreen() < 60;
                left += red && x < screen.getWidth() / 2 ? 1 : 0;
                right += blue && x > screen.getWidth() / 2 ? 1 : 0;
            }
        }
        assertTrue(left > 10_000, "red pixels of A on the left: " + left);
        assertTrue(right > 10_000, "blue pixels of B on the right: " + right);
    }

    private void assertFollowsTheKeyboard(Browser browser, String html) throws Exception {
        Path pressed = folder.resolve("pressed.html");
        String press = "<script>document.body.dispatchEvent("
                + "new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true}));</script></body>";
        Files.writeString(pressed, html.replace("</body>", press));

        assertTrue(browser.document(page).contains("data-shown=\"0\""));
        String document = browser.document(pressed);

        assertTrue(document.contains("data-shown=\"1\""));
        assertTrue(document.contains("frame 1 / 2"));
        assertEquals(
                3,
                Pattern.compile("aria-label=\"Show frame \\d\"")
                        .matcher(document)
                        .results()
                        .count());
    }
}
