package restyle.models.check.run;

import java.util.Map;
import restyle.models.engine.LoadedT2IAdapter;
import restyle.models.graph.ModelException;
import restyle.models.model.T2IAdapterModel;
import restyle.models.runtime.FloatTensor;

/** A T2I-Adapter: maps [f, 3, H, W], 0..1, to feature_0 and so on, [f, channels, h, w]. */
final class T2IRun implements RunnableNetwork {

    @Override
    public String name() {
        return "t2i";
    }

    @Override
    public Map<String, FloatTensor> run(RunSource source, TensorInputs in) {
        FloatTensor maps = in.floats("maps", -1, 3, -1, -1);
        T2IAdapterModel model = T2IAdapterModel.open(source.file());
        int factor = model.mapFactor();
        if (maps.dim(2) % factor != 0 || maps.dim(3) % factor != 0) {
            throw new ModelException("maps should have sides divisible by %d, found %s".formatted(factor, maps));
        }
        int height = (int) maps.dim(2) / factor;
        int width = (int) maps.dim(3) / factor;
        try (LoadedT2IAdapter adapter = LoadedT2IAdapter.open(model, 1, height, width, source.compute())) {
            return FrameByFrame.run(maps.dim(0), frame -> adapter.run(maps.rows(frame, frame + 1)));
        }
    }
}
