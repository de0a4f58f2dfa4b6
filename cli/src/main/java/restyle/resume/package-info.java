/**
 * Continues an interrupted run to the same bytes: what is kept beside an unfinished output ({@link restyle.resume.RunState}), what decides
 * whether it may be taken over, and where denoising goes on. Knows the denoised frames; does not know how they are rendered or written.
 */
package restyle.resume;
