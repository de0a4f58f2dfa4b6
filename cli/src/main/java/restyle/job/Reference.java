package restyle.job;

import java.nio.file.Path;
import java.util.List;

/**
 * Pictures that show what a result should look like, and the networks that tell the UNet about them.
 *
 * @param adapter IP-Adapter, plain or Plus
 * @param encoder CLIP image encoder, a file or a folder
 * @param pictures at least one; what the encoder says about them is averaged
 */
public record Reference(Path adapter, Path encoder, List<Pictures> pictures) {

    public Reference {
        pictures = List.copyOf(pictures);
    }

    /**
     * What one {@code --reference} names: a picture for each scene, the last for all scenes after it.
     *
     * @param clip a picture, a folder of pictures, an image sequence or a video
     * @param scale how much it counts, 0 or more
     */
    public record Pictures(JobValues.Clip clip, double scale) {}

    /** Returns how strongly the pictures count together: the mean of their scales. */
    public double scale() {
        return pictures.stream().mapToDouble(Pictures::scale).average().orElseThrow();
    }

    /** Returns the share of each in the average, by their scales; they add up to 1. */
    public List<Double> shares() {
        double sum = pictures.stream().mapToDouble(Pictures::scale).sum();
        return pictures.stream()
                .map(each -> sum == 0 ? 1.0 / pictures.size() : each.scale() / sum)
                .toList();
    }
}
