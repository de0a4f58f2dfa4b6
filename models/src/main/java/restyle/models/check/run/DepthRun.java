package restyle.models.check.run;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import restyle.models.engine.DepthEstimator;
import restyle.models.graph.ModelException;
import restyle.models.model.DepthModel;
import restyle.models.nets.vision.DepthConfig.Positions;
import restyle.models.runtime.FloatTensor;

/** A depth network: image [n, 3, h, w], normalised, to depth [n, h, w]. */
final class DepthRun implements RunnableNetwork {
    private static final RunOption POSITIONS = RunOption.single(
            "--positions", "original|transformers", "How positions are brought to the picture's size.");

    @Override
    public String name() {
        return "depth";
    }

    @Override
    public List<RunOption> options() {
        return List.of(POSITIONS);
    }

    @Override
    public Map<String, FloatTensor> run(RunSource source, TensorInputs in) {
        FloatTensor image = in.floats("image", -1, 3, -1, -1);
        try (DepthEstimator estimator = open(source, (int) image.dim(2), (int) image.dim(3))) {
            return FrameByFrame.run(image.dim(0), n -> Map.of("depth", estimator.estimate(image.rows(n, n + 1))));
        }
    }

    private static DepthEstimator open(RunSource source, int height, int width) {
        if (!source.options().has(POSITIONS)) {
            return DepthEstimator.open(source.file(), 1, height, width, source.compute());
        }
        String rule = source.options().text(POSITIONS).orElseThrow();
        if (!rule.matches("original|transformers")) {
            throw new ModelException("--positions should be original or transformers, found " + rule);
        }
        DepthModel model = DepthModel.open(source.file());
        Positions positions = Positions.valueOf(rule.toUpperCase(Locale.ROOT));
        return DepthEstimator.open(model, positions, 1, height, width, source.compute());
    }
}
