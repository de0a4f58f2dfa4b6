package restyle.models.check.run;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import restyle.models.engine.Tiles;
import restyle.models.engine.Upscaler;
import restyle.models.graph.ModelException;
import restyle.models.runtime.FloatTensor;

/** An upscaler: image [f, 3, h, w], 0..1, to image [f, 3, h * scale, w * scale], not clamped. */
final class UpscaleRun implements RunnableNetwork {
    private static final RunOption TILE = RunOption.single("--tile", "PIXELS", "Side of the tiles that it works in.");

    @Override
    public String name() {
        return "upscale";
    }

    @Override
    public List<RunOption> options() {
        return List.of(TILE);
    }

    @Override
    public Map<String, FloatTensor> run(RunSource source, TensorInputs in) {
        FloatTensor image = in.floats("image", -1, 3, -1, -1);
        OptionalInt side = source.options().text(TILE).stream()
                .mapToInt(UpscaleRun::pixels)
                .findFirst();
        try (Upscaler upscaler = Upscaler.open(
                source.file(), (int) image.dim(2), (int) image.dim(3), new Tiles(side, 1), source.compute())) {
            return FrameByFrame.run(
                    image.dim(0), frame -> Map.of("image", upscaler.upscale(image.rows(frame, frame + 1))));
        }
    }

    private static int pixels(String text) {
        if (!text.matches("[1-9]\\d{0,5}")) {
            throw new ModelException("--tile should be a whole number of pixels, found " + text);
        }
        return Integer.parseInt(text);
    }
}
