package restyle.pipeline;

import java.util.List;
import restyle.plugins.ControlMap;

/**
 * A frame that is ready to be denoised.
 *
 * @param moment which frame
 * @param source its own latents [4, h, w] times the latent scale, or null where only the control maps tell what it shows
 * @param maps one for each ControlNet, at the padded size that is generated
 */
record Prepared(Moment moment, float[] source, List<ControlMap> maps) {}
