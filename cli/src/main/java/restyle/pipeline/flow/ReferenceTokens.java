package restyle.pipeline.flow;

import restyle.models.engine.Conditioning;
import restyle.models.runtime.FloatTensor;
import restyle.pipeline.networks.Branch;

/**
 * What the reference pictures of a scene tell the UNet.
 *
 * @param pictures tokens that stand for them, [1, tokens, width of a prompt]
 * @param none tokens that guidance leads away from, as large; not used where guidance is off
 * @param scale how strongly they count
 */
public record ReferenceTokens(FloatTensor pictures, FloatTensor none, double scale) {

    /** Returns what one prediction is told. */
    public Conditioning.Reference of(Branch branch) {
        return new Conditioning.Reference(branch == Branch.PROMPT ? pictures : none, scale);
    }
}
