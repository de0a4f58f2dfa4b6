package restyle.index;

import java.net.URI;
import java.util.Optional;
import restyle.plugins.host.PluginVersion;

/**
 * A version of a plugin that an index offers.
 *
 * @param requires versions of restyle that it is for, as plugins say it: {@code 0.1.0} (or newer), or a range
 * @param address of its zip: http, https or file
 * @param sha512 of the zip, 128 lower-case hexadecimal digits; may be empty for a file alone
 */
public record PluginRelease(PluginVersion version, String requires, URI address, Optional<String> sha512) {}
