package restyle.models.model;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import restyle.models.graph.Graph;
import restyle.models.graph.ModelException;
import restyle.models.graph.Tensor;
import restyle.models.nets.upscale.CompactNet;
import restyle.models.nets.upscale.RrdbNet;
import restyle.models.nets.upscale.SpanNet;
import restyle.models.nets.upscale.UpscaleNet;
import restyle.models.weights.StateDict;
import restyle.models.weights.Weights;
import restyle.models.weights.names.NetworkKind;

/** An upscaler's file in any layout. Opening reads names and shapes only. */
public final class UpscalerModel {
    /** Which network a kind of file is computed by: to add one, add it here and to {@link NetworkKind}. */
    public static final Map<NetworkKind, UpscaleNet> NETS = new TreeMap<>(Map.of(
            NetworkKind.UPSCALER_RRDB, new RrdbNet(),
            NetworkKind.UPSCALER_COMPACT, new CompactNet(),
            NetworkKind.UPSCALER_SPAN, new SpanNet()));

    /** SPAN's training leaves these behind. */
    private static final String STALE = ".eval_conv.";

    private static final long TEST_SIDE = 8;

    private final StateDict tensors;
    private final UpscaleNet net;

    private UpscalerModel(StateDict tensors, UpscaleNet net) {
        this.tensors = tensors;
        this.net = net;
    }

    /**
     * Opens an upscaler.
     *
     * @throws ModelException if it cannot be read, is something else, or has layers that are not computed: the message says what
     */
    public static UpscalerModel open(Path path) {
        for (Map.Entry<NetworkKind, UpscaleNet> kind : NETS.entrySet()) {
            Optional<NetworkFiles> files = NetworkFiles.find(path, kind.getKey());
            if (files.isPresent()) {
                UpscalerModel model = new UpscalerModel(files.get().tensors(), kind.getValue());
                model.requireAllUsed();
                return model;
            }
        }
        throw NetworkFiles.isNo(
                path,
                NetworkFiles.everything(path),
                "an upscaler that restyle computes (RRDBNet, SRVGGNetCompact, SPAN)");
    }

    /** A layer that nothing asks for would be left out silently, and the picture be another. */
    private void requireAllUsed() {
        Weights w = Weights.of(new Graph(), tensors);
        try {
            long side = TEST_SIDE * net.alignment(w);
            Tensor result = net.build(w, w.graph().input("image", 1, 3, side, side));
            if (result.dim(1) != 3 || result.dim(2) != side * net.scale(w)) {
                throw new ModelException("%s makes %s of a picture %d pixels wide; expected red, green and blue"
                        .formatted(tensors.origin(), result, side));
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ModelException(
                    tensors.origin() + " holds tensors that do not fit together: " + e.getMessage(), e);
        }
        w.unused().stream()
                .filter(name -> !name.contains(STALE) && !name.equals("no_norm"))
                .findFirst()
                .ifPresent(name -> {
                    throw new ModelException(
                            "%s is an upscaler with layers that restyle does not compute, among them %s"
                                    .formatted(tensors.origin(), name));
                });
    }

    /** Returns the tensors, under the names of their network. */
    public StateDict tensors() {
        return tensors;
    }

    /** Returns the network that they are for. */
    public UpscaleNet net() {
        return net;
    }
}
