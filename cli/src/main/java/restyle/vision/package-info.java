/**
 * Looks at pictures: where scenes change ({@link restyle.vision.SceneCuts}), what moves ({@link restyle.vision.OpticalFlow}). Knows OpenCV and
 * frames; does not know what they are for.
 */
package restyle.vision;
