package restyle.pipeline.flow;

import java.util.List;
import restyle.plugins.ControlMap;

/**
 * A frame that is ready to be denoised.
 *
 * @param moment which frame
 * @param source its own latents [4, h, w] times the latent scale, or null where only the control maps tell what it shows
 * @param maps one for each ControlNet, at the padded size that is generated
 */
public record Prepared(FramePosition moment, float[] source, List<ControlMap> maps) {}
