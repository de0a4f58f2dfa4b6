package restyle.plugins.host;

/** Something is wrong with a plugin; the message names the plugin and is meant for users. */
public class PluginException extends RuntimeException {

    public PluginException(String message) {
        super(message);
    }

    public PluginException(String message, Throwable cause) {
        super(message, cause);
    }
}
