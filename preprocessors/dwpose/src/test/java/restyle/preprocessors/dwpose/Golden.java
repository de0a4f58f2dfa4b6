package restyle.preprocessors.dwpose;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import restyle.plugins.Frame;

/**
 * A picture and what the original programs found in it; see the README beside the files.
 *
 * @param people by falling score of their boxes
 * @param map file of the drawn map, or null
 * @param bodyMap file of the map without hands and faces, or null
 */
record Golden(
        String name,
        String input,
        int[][] rects,
        String sha256,
        String letterboxSha256,
        List<GoldenPerson> people,
        String map,
        String bodyMap) {

    static final Path DETECTOR = file("yolox_l.onnx");
    static final Path POSE = file("dw-ll_ucoco_384.onnx");

    /**
     * A person.
     *
     * @param box left, top, right, bottom, score
     * @param openpose null where it was not recorded
     */
    record GoldenPerson(double[] box, double[][] keypoints, double[] scores, OpenPose openpose) {}

    /** Visible points as x, y in pixels; null where hidden. The face ends with both pupils. */
    record OpenPose(double[][] body, double[][] leftHand, double[][] rightHand, double[][] face) {}

    static List<Golden> all() throws IOException {
        return List.of(new ObjectMapper().readValue(file("cases.json").toFile(), Golden[].class));
    }

    static Golden named(String name) throws IOException {
        return all().stream()
                .filter(golden -> golden.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The picture as the first frame of a clip. */
    Frame frame() throws IOException {
        Frame frame = picture(input);
        for (int[] rect : rects) {
            for (int y = Math.max(0, rect[1]); y < Math.min(frame.height(), rect[1] + rect[3]); y++) {
                for (int x = Math.max(0, rect[0]); x < Math.min(frame.width(), rect[0] + rect[2]); x++) {
                    for (int channel = 0; channel < 3; channel++) {
                        frame.rgb()[3 * (y * frame.width() + x) + channel] = (byte) rect[4 + channel];
                    }
                }
            }
        }
        return frame;
    }

    static Frame picture(String name) throws IOException {
        BufferedImage image = ImageIO.read(file(name).toFile());
        byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
        for (int i = 0; i < rgb.length; i++) {
            int pixel = image.getRGB(i / 3 % image.getWidth(), i / 3 / image.getWidth());
            rgb[i] = (byte) (pixel >> 16 - i % 3 * 8);
        }
        return new Frame(0, image.getWidth(), image.getHeight(), rgb);
    }

    static Path file(String name) {
        try {
            return Path.of(Golden.class.getResource("/dwpose/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
