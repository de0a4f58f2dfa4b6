package restyle.pipeline.denoise;

import java.util.ArrayList;
import java.util.List;
import restyle.models.sampling.SamplerState;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.EncodedFrame;
import restyle.pipeline.flow.FramePosition;
import restyle.pipeline.networks.Branch;

/** The same computation written the obvious way: the whole clip in memory, one step after the other. */
record PlainDenoiser<R>(Sampling sampling, DenoisingNetworks<R> networks, NoiseSource noise, int context, int overlap) {

    List<float[]> denoise(List<EncodedFrame> clip) {
        List<float[]> result = new ArrayList<>();
        for (int from = 0; from < clip.size(); ) {
            int to = from + 1;
            while (to < clip.size() && !clip.get(to).at().sceneStart()) {
                to++;
            }
            result.addAll(scene(clip.subList(from, to)));
            from = to;
        }
        return result;
    }

    private List<float[]> scene(List<EncodedFrame> frames) {
        List<EncodedFrame> padded = new ArrayList<>(frames);
        EncodedFrame last = frames.get(frames.size() - 1);
        for (int i = 1; padded.size() < context; i++) {
            ClipFrame clip = new ClipFrame(last.at().after(i), last.clip().image())
                    .withMaps(last.clip().maps());
            padded.add(new EncodedFrame(clip, last.latents(), last.kept()));
        }
        List<SamplerState> states = new ArrayList<>();
        padded.forEach(f ->
                states.add(kept(f, sampling.start(noise.start(f.at()), f.latents()), sampling.firstStep())));
        for (int step = sampling.firstStep(); step < sampling.end(); step++) {
            step(padded, states, step);
        }
        return states.subList(0, frames.size()).stream()
                .map(SamplerState::latents)
                .toList();
    }

    private void step(List<EncodedFrame> frames, List<SamplerState> states, int step) {
        List<float[]> latents = states.stream().map(SamplerState::latents).toList();
        List<Branch> branches = sampling.branches(step);
        int size = latents.get(0).length;
        float[][][] totals = new float[branches.size()][frames.size()][size];
        float[] norm = new float[frames.size()];
        float[] weights = WindowWeights.weights(context);
        for (int c = 0; c < totals.length; c++) {
            List<R> residuals = residuals(frames, latents, step, branches.get(c));
            for (int start : starts(frames.size())) {
                float[] predicted = networks.predict(
                        frames.subList(start, start + context).stream()
                                .map(EncodedFrame::clip)
                                .toList(),
                        window(latents, start, step),
                        timestep(step),
                        branches.get(c),
                        residuals.isEmpty() ? residuals : residuals.subList(start, start + context));
                for (int f = 0; f < context; f++) {
                    for (int i = 0; i < size; i++) {
                        totals[c][start + f][i] += predicted[f * size + i] * weights[f];
                    }
                    norm[start + f] += c == 0 ? weights[f] : 0;
                }
            }
        }
        for (int f = 0; f < frames.size(); f++) {
            float[] mean = new float[size];
            for (int i = 0; i < size; i++) {
                float first = totals[0][f][i] / norm[f];
                mean[i] = totals.length == 1
                        ? first
                        : first + (float) sampling.guidance().at(step) * (totals[1][f][i] / norm[f] - first);
            }
            FramePosition at = frames.get(f).at();
            SamplerState next = sampling.sampler().advance(states.get(f), mean, step, s -> noise.after(s, at));
            states.set(f, kept(frames.get(f), next, step + 1));
        }
    }

    /** What is kept is the source under the noise of the step that comes next. */
    private SamplerState kept(EncodedFrame frame, SamplerState state, int step) {
        if (frame.kept().isEmpty()) {
            return state;
        }
        float[] source = frame.kept().get().latents();
        float[] unit = sampling.sampler().addsNoise() && step > sampling.firstStep()
                ? noise.after(step - 1, frame.at())
                : noise.start(frame.at());
        float[] noised = step == sampling.end()
                ? source
                : sampling.sampler().start(unit, source, step).latents();
        return new SamplerState(
                mixed(frame, state.latents(), noised), state.estimate().map(image -> mixed(frame, image, source)));
    }

    private static float[] mixed(EncodedFrame frame, float[] generated, float[] source) {
        float[] share = frame.kept().orElseThrow().share();
        float[] mixed = new float[source.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = share[i % share.length] * source[i] + (1 - share[i % share.length]) * generated[i];
        }
        return mixed;
    }

    private List<R> residuals(List<EncodedFrame> frames, List<float[]> latents, int step, Branch branch) {
        List<R> all = new ArrayList<>();
        for (int f = 0; networks.controlled(timestep(step)) && f < frames.size(); f++) {
            all.add(networks.keep(networks.residuals(
                    frames.get(f).clip(), window(latents.subList(f, f + 1), 0, step), timestep(step), branch, 0)));
        }
        return all;
    }

    private float[] window(List<float[]> latents, int start, int step) {
        int size = latents.get(0).length;
        float scale = sampling.sampler().inputScale(step);
        float[] window = new float[size * Math.min(context, latents.size())];
        for (int i = 0; i < window.length; i++) {
            window[i] = latents.get(start + i / size)[i % size] * scale;
        }
        return window;
    }

    private double timestep(int step) {
        return sampling.sampler().timestep(step);
    }

    private List<Integer> starts(int frames) {
        List<Integer> starts = new ArrayList<>();
        for (int start = 0; start < frames - context; start += context - overlap) {
            starts.add(start);
        }
        starts.add(frames - context);
        return starts;
    }
}
