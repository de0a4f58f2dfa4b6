package restyle.cli.support;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import restyle.files.Home;

/**
 * Takes the names of people and of their files out of a text, and leaves what kind of file it was.
 *
 * @param home whose folders have names of their own
 * @param words what was typed; those that are no plain words may be names or prompts
 */
record Redaction(Home home, List<String> words) {

    private static final String TYPED = "<typed>";

    /** Plain words, such as options and their values, tell nothing about anybody. */
    private static final Pattern PLAIN = Pattern.compile("-{0,2}[\\w:=+,#-]*|[\\d.,x:-]+");

    /** An address, which may have a password or a token anywhere, so that nothing of it stays. */
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://[^\\s'\"<>]*");

    /** A path, up to a character that ends one in messages. Stack traces have none. */
    private static final Pattern PATH =
            Pattern.compile("(?<![<\\w])(?:[A-Za-z]:)?[^\\s'\"(),;:<>]*[/\\\\][^\\s'\"(),;:<>]*");

    /** What follows a folder that was typed, up to the colon before what is wrong; it may have spaces. */
    private static final Pattern BELOW = Pattern.compile(TYPED + "[/\\\\][^:\\n]*");

    /** A name with an ending that begins with a letter, as those of versions do not, and no property of Java. */
    private static final Pattern NAME =
            Pattern.compile("(?<![\\w.<>/])[^\\s'\"(),;:/<>]+(\\.[A-Za-z][A-Za-z0-9]{1,11})(?![\\w.(=])");

    /** An exception by its whole name, whose end is no ending of a file. */
    private static final Pattern EXCEPTION = Pattern.compile("([a-z]\\w*\\.)+[A-Z]\\w*(Exception|Error)");

    private static final Pattern PROPERTY = Pattern.compile("^-D[\\w.]+=");

    /** Returns a text without names; lines of stack traces stay as they are. */
    String apply(String text) {
        return text.lines()
                .map(line -> line.startsWith("\tat ") ? line : redacted(line))
                .collect(Collectors.joining("\n"));
    }

    private String redacted(String line) {
        String text = ADDRESS.matcher(line).replaceAll("<address>");
        for (String word : words) {
            String name = word.replaceAll("[/\\\\]+$", "");
            if (name.length() > 1 && tells(word)) {
                text = text.replace(name, TYPED);
            }
        }
        text = BELOW.matcher(text).replaceAll(TYPED);
        text = folder(text, home.data(), "<data>");
        text = folder(text, home.settings(), "<settings>");
        text = folder(text, home.distribution(), "<restyle>");
        text = folder(text, Path.of(System.getProperty("user.home")), "<home>");
        text = PATH.matcher(text).replaceAll(found -> Matcher.quoteReplacement("<file>" + ending(found.group())));
        text = NAME.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(isCode(found.group()) ? found.group() : "<file>" + found.group(1)));
        String user = System.getProperty("user.name");
        return user.length() < 3 || user.equals("root") ? text : text.replace(user, "<user>");
    }

    /** Tells modules and exceptions, which have dots as files have, alone or as what a property of Java is set to. */
    private static boolean isCode(String word) {
        String name = PROPERTY.matcher(word).replaceFirst("");
        return EXCEPTION.matcher(name).matches()
                || ModuleLayer.boot().findModule(name).isPresent();
    }

    private static boolean tells(String word) {
        try {
            return !PLAIN.matcher(word).matches() || Files.exists(Path.of(word));
        } catch (InvalidPathException e) {
            return true;
        }
    }

    /** Names a folder by what it is for; what lies in the distribution is everybody's. The home of a user without a name is "?". */
    private static String folder(String text, Path folder, String name) {
        boolean isFolder = folder.isAbsolute() && folder.getNameCount() > 0;
        return isFolder ? text.replace(folder.toString(), name) : text;
    }

    private static String ending(String path) {
        Matcher name = Pattern.compile(".*(\\.[A-Za-z][A-Za-z0-9]{1,11})").matcher(path);
        return name.matches() ? name.group(1) : "";
    }
}
