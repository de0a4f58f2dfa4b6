package restyle.preprocessors.dwpose;

/**
 * A point of a person, in pixels of the frame.
 *
 * @param x from the left edge
 * @param y from the upper edge
 * @param score how sure the network is, about 0..1; points below a threshold are taken as hidden
 */
record Keypoint(double x, double y, double score) {}
