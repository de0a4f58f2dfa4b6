package restyle.models.model;

import java.nio.file.Path;
import restyle.models.graph.Graph;
import restyle.models.graph.ModelException;
import restyle.models.nets.adapter.T2IAdapter;
import restyle.models.weights.StateDict;
import restyle.models.weights.Weights;
import restyle.models.weights.names.ModelKind;
import restyle.models.weights.names.NetworkKind;

/** A T2I-Adapter's file in any layout. Opening reads names and shapes only. */
public final class T2IAdapterModel {
    private final NetworkFiles files;

    private T2IAdapterModel(NetworkFiles files) {
        this.files = files;
    }

    /**
     * Opens an adapter.
     *
     * @throws ModelException if it cannot be read or is something else: the message says what
     */
    public static T2IAdapterModel open(Path path) {
        return new T2IAdapterModel(NetworkFiles.open(path, NetworkKind.T2I_ADAPTER));
    }

    /** Tells whether a file or folder is a T2I-Adapter, rather than a ControlNet, by its tensors. */
    public static boolean isAt(Path path) {
        return ModelKind.of(NetworkFiles.everything(NetworkFiles.place(path, NetworkKind.T2I_ADAPTER)))
                .offers(NetworkKind.T2I_ADAPTER);
    }

    /** Returns how many pixels of a control map, along each side, one latent stands for. */
    public int mapFactor() {
        return T2IAdapter.scale(Weights.of(new Graph(), tensors()));
    }

    /**
     * Checks that the adapter was made for UNets of this model's form.
     *
     * @throws ModelException if it was not
     */
    public void requireFits(Checkpoint checkpoint) {
        StateDict tensors = tensors();
        long found = tensors.tensors().containsKey("conv_in.weight")
                ? tensors.dim("conv_in.weight", 0)
                : tensors.dim("body.0.out_conv.weight", 0);
        long expected = checkpoint.unet().dim("conv_in.weight", 0);
        if (found != expected) {
            throw new ModelException(
                    "the T2I-Adapter %s does not fit the model %s: it is %d channels wide, the model %d"
                            .formatted(files.path(), checkpoint.path(), found, expected));
        }
        int levels = TrialGraph.t2i(Weights.of(new Graph(), tensors)).size();
        int expectedLevels = Weights.of(new Graph(), checkpoint.unet()).count("down_blocks.");
        if (levels != expectedLevels) {
            throw new ModelException("the T2I-Adapter %s does not fit the model %s: it has %d levels, the model %d"
                    .formatted(files.path(), checkpoint.path(), levels, expectedLevels));
        }
        if (mapFactor() != checkpoint.vaeFactor()) {
            throw new ModelException(
                    "the T2I-Adapter %s does not fit the model %s: its maps have %d pixels for a latent, the VAE %d"
                            .formatted(files.path(), checkpoint.path(), mapFactor(), checkpoint.vaeFactor()));
        }
    }

    /** Returns the tensors, under the authors' names. */
    public StateDict tensors() {
        return files.tensors();
    }
}
