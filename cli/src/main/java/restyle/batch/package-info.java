/**
 * Finds the clips of a batch and where their results go. Knows folders and lists; does not know picocli, nor how a clip is restyled.
 */
package restyle.batch;
