package restyle.preprocessors.rvm;

import java.nio.FloatBuffer;
import java.util.Map;
import restyle.models.runtime.FloatTensor;
import restyle.plugins.Clip;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;
import restyle.plugins.Matte;

/** Mattes of the frames of one clip; each builds on those before it. */
final class RvmProcessor implements FrameProcessor {

    private final int width;
    private final int height;
    private final MattingNetwork network;

    RvmProcessor(Clip clip, MattingNetwork network) {
        this.width = clip.width();
        this.height = clip.height();
        this.network = network;
    }

    @Override
    public Matte process(Frame frame) {
        fill(network.src().data(), frame.rgb());
        Map<String, FloatTensor> results = network.run();
        return new Matte(
                width,
                height,
                interleaved(results.get("pha").data(), 1),
                interleaved(results.get("fgr").data(), 3));
    }

    private void fill(FloatBuffer planes, byte[] rgb) {
        for (int channel = 0; channel < 3; channel++) {
            for (int i = channel; i < rgb.length; i += 3) {
                planes.put(Byte.toUnsignedInt(rgb[i]) / 255f);
            }
        }
    }

    private float[] interleaved(FloatBuffer planes, int channels) {
        float[] pixels = new float[channels * width * height];
        for (int channel = 0; channel < channels; channel++) {
            for (int i = channel; i < pixels.length; i += channels) {
                pixels[i] = share(planes.get());
            }
        }
        return pixels;
    }

    /** Half precision may step over the ends of 0..1, or fail altogether. */
    private static float share(float value) {
        if (Float.isNaN(value)) {
            throw new ArithmeticException("the network computed a NaN or infinite value; use its fp32 file");
        }
        return Math.max(0, Math.min(1, value));
    }

    @Override
    public void reset() {
        network.reset();
    }

    @Override
    public void close() {
        network.close();
    }
}
