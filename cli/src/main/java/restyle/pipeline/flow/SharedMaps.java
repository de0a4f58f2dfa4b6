package restyle.pipeline.flow;

import java.nio.file.Path;

/**
 * Control maps of whole scenes that several machines keep for each other.
 *
 * @param folder that all of them see; made when it is needed
 * @param madeOn what rounding depends on: maps are used where they would have come out the same
 */
public record SharedMaps(Path folder, String madeOn) {}
