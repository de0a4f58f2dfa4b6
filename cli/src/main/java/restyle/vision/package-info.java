/**
 * Looks at pictures: where scenes change. Knows OpenCV and frames; does not know what they are for.
 */
package restyle.vision;
