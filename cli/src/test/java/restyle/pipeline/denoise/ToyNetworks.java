package restyle.pipeline.denoise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.networks.Branch;

/** Small nonlinear functions in which every frame of a window depends on all others; they count what is asked of them. */
public final class ToyNetworks implements DenoisingNetworks<float[]> {

    final Map<String, Integer> residualCalls = new HashMap<>();
    public final List<Integer> timesteps = new ArrayList<>();
    private final Map<Integer, float[]> places = new HashMap<>();
    final List<Long> done = new ArrayList<>();
    int held;
    int mostHeld;

    @Override
    public boolean controlled(double timestep) {
        return timestep < 900;
    }

    @Override
    public float[] residuals(ClipFrame frame, float[] latents, double timestep, Branch branch, int place) {
        int id = frame.maps().get(0).rgb()[0];
        residualCalls.merge(id + "@" + timestep + "/" + branch, 1, Integer::sum);
        mostHeld = Math.max(mostHeld, ++held);
        float[] residuals = places.computeIfAbsent(place, free -> new float[latents.length]);
        System.arraycopy(latents, 0, residuals, 0, latents.length);
        for (int i = 0; i < residuals.length; i++) {
            residuals[i] = (float) Math.cos(residuals[i] * (1 + id % 7) + branch.ordinal());
        }
        return residuals;
    }

    @Override
    public float[] keep(float[] residuals) {
        return residuals.clone();
    }

    @Override
    public void release(float[] residuals) {
        held--;
    }

    @Override
    public void done(ClipFrame frame) {
        done.add(frame.at().position());
    }

    @Override
    public float[] predict(
            List<ClipFrame> frames, float[] latents, double timestep, Branch branch, List<float[]> residuals) {
        timesteps.add((int) timestep);
        float sum = 0;
        for (int i = 0; i < latents.length; i++) {
            sum += latents[i] * (i % 13 + 1);
        }
        float[] result = new float[latents.length];
        for (int i = 0; i < latents.length; i++) {
            result[i] = (float) Math.sin(latents[i] * 1.3 + sum * 0.01 + timestep * 0.1 + branch.ordinal());
        }
        int each = latents.length / frames.size();
        for (int i = 0; i < latents.length; i++) {
            result[i] += 0.1f * (frames.get(i / each).at().sourceFrame() % 5);
        }
        int size = residuals.isEmpty() ? 0 : residuals.get(0).length;
        for (int i = 0; i < size * residuals.size(); i++) {
            result[i] += residuals.get(i / size)[i % size];
        }
        return result;
    }

    @Override
    public String predictor() {
        return "the toy";
    }
}
