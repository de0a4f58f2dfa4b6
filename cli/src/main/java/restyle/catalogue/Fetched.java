package restyle.catalogue;

import java.nio.file.Path;

/**
 * A model file that is there.
 *
 * @param sha256 of its content
 * @param verified whether somebody said what that has to be
 * @param fetched whether it came just now
 */
public record Fetched(Path file, String sha256, boolean verified, boolean fetched) {}
