package restyle.models.model;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import restyle.models.graph.Graph;
import restyle.models.graph.ModelException;
import restyle.models.nets.adapter.ImageTokens;
import restyle.models.weights.StateDict;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.Weights;
import restyle.models.weights.names.NetworkKind;

/** An IP-Adapter's file, plain or Plus, from pictures to a UNet's attention. Opening reads names and shapes only. */
public final class IpAdapterModel {
    private static final Pattern LAYER = Pattern.compile("ip_adapter\\.(\\d{1,9})\\.(to_[kv]_ip\\.weight)");
    private static final Pattern ATTENTION = Pattern.compile("(.*\\.attn2)\\.to_k\\.weight");
    /** Where an attention is: the half of the UNet, then numbers from the outside in. */
    private static final Comparator<String> ORDER =
            Comparator.comparing(IpAdapterModel::half).thenComparing(IpAdapterModel::numbers, Arrays::compare);

    private final NetworkFiles files;

    private IpAdapterModel(NetworkFiles files) {
        this.files = files;
    }

    /**
     * Opens an adapter.
     *
     * @throws ModelException if it cannot be read or is something else: the message says what
     */
    public static IpAdapterModel open(Path path) {
        return new IpAdapterModel(NetworkFiles.open(path, NetworkKind.IP_ADAPTER));
    }

    /** Returns what the user named. */
    public Path path() {
        return files.path();
    }

    /** Returns the tensors that turn what an image encoder says into tokens. */
    public StateDict projection() {
        return files.tensors().only(name -> name.startsWith("image_proj."));
    }

    /** Tells whether it reads an image encoder's tokens (Plus), rather than its embedding of the whole picture. */
    public boolean readsPatches() {
        return ImageTokens.readsPatches(Weights.of(new Graph(), projection()));
    }

    /** Returns how many tokens it makes of a picture. */
    public int tokens() {
        return ImageTokens.count(Weights.of(new Graph(), projection()));
    }

    /** Returns channels of what it reads. */
    public long inputWidth() {
        return ImageTokens.inputWidth(Weights.of(new Graph(), projection()));
    }

    /**
     * Returns the tensors of a model's UNet and, beside each attention to the prompt, those of its attention to pictures. The file numbers
     * attentions as diffusers counts a UNet's: down, up, then the middle; the prompt's have odd numbers.
     *
     * @throws ModelException if the adapter was made for UNets of another form
     */
    public StateDict beside(Checkpoint checkpoint) {
        List<String> attentions = checkpoint.unet().tensors().keySet().stream()
                .map(ATTENTION::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .sorted(ORDER)
                .toList();
        NavigableMap<String, StoredTensor> layers = new TreeMap<>();
        files.tensors().tensors().forEach((name, tensor) -> {
            Matcher layer = LAYER.matcher(name);
            if (layer.matches()) {
                int index = Integer.parseInt(layer.group(1)) / 2;
                requireFits(checkpoint, index < attentions.size(), tensor.toString());
                String attention = attentions.get(index);
                long width = checkpoint.unet().dim(attention + ".to_k.weight", 0);
                boolean fits = tensor.shape().length == 2 && tensor.dim(0) == width;
                requireFits(checkpoint, fits && tensor.dim(1) == checkpoint.contextWidth(), tensor.toString());
                layers.put(attention + "." + layer.group(2), tensor);
            }
        });
        requireFits(checkpoint, layers.size() == 2 * attentions.size(), layers.size() / 2 + " attentions");
        return checkpoint.unet().and(new StateDict(files.tensors().origin(), layers));
    }

    private void requireFits(Checkpoint checkpoint, boolean fits, String found) {
        if (!fits) {
            throw new ModelException("the IP-Adapter %s does not fit the model %s: it has %s, which the UNet has not"
                    .formatted(files.path(), checkpoint.path(), found));
        }
    }

    private static int half(String attention) {
        return attention.startsWith("down_blocks.") ? 0 : attention.startsWith("up_blocks.") ? 1 : 2;
    }

    private static int[] numbers(String attention) {
        return Pattern.compile("\\d+")
                .matcher(attention.replace("attn2", ""))
                .results()
                .mapToInt(match -> Integer.parseInt(match.group()))
                .toArray();
    }
}
