package restyle.catalogue;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Judges addresses of files, and the names that files get from them. */
public final class ModelAddress {

    private static final Pattern MODEL_FILE =
            Pattern.compile("[^/\\\\:*?\"<>|\\p{Cntrl}]+\\.(safetensors|ckpt|pth|pt|bin|onnx|json|txt|yaml)");

    private ModelAddress() {}

    /** Returns whether a text on the command line is an address rather than a name. */
    public static boolean isAddress(String text) {
        return text.matches("(?i)[a-z][a-z0-9+.-]*://.*");
    }

    /**
     * Parses an address.
     *
     * @throws IllegalArgumentException if it is not one of HTTP
     */
    public static URI parse(String text) {
        try {
            URI address = new URI(text.strip());
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            if (address.getHost() == null || !scheme.equals("https") && !scheme.equals("http")) {
                throw new IllegalArgumentException(
                        "'%s': expected an address that begins with https://".formatted(text));
            } else if (address.getUserInfo() != null) {
                throw new IllegalArgumentException("an address with a password in it would be shown; leave it out");
            }
            return address;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'%s' is not an address: %s".formatted(text, e.getReason()), e);
        }
    }

    /**
     * Returns the last part of an address.
     *
     * @throws IllegalArgumentException if that is not the name of a model file
     */
    public static String fileName(URI address) {
        String path = address.getPath() == null ? "" : address.getPath();
        return checkedName(path.substring(path.lastIndexOf('/') + 1));
    }

    /**
     * Returns a name if it can be that of a model file in a folder.
     *
     * @throws IllegalArgumentException if it has another ending, or characters that names of files have not on every system
     */
    public static String checkedName(String name) {
        if (!MODEL_FILE.matcher(name).matches() || name.startsWith(".")) {
            throw new IllegalArgumentException(
                    "'%s' is not the name of a model file, such as toon.safetensors, .ckpt, .pth or .onnx"
                            .formatted(name));
        }
        return name;
    }
}
