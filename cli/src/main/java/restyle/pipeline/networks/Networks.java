package restyle.pipeline.networks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import restyle.job.Job;
import restyle.job.PixelSize;
import restyle.models.engine.Folding;
import restyle.models.engine.LoadedControlNet;
import restyle.models.engine.LoadedT2IAdapter;
import restyle.models.engine.LoadedUNet;
import restyle.models.engine.PromptEncoder;
import restyle.models.engine.VaeDecoder;
import restyle.models.engine.VaeEncoder;
import restyle.models.model.Checkpoint;
import restyle.models.model.ControlModel;
import restyle.models.model.IpAdapterModel;
import restyle.models.model.T2IAdapterModel;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.SessionUse;

/**
 * Every network of a job, loaded for one generation size. The text encoder is run at once and let go; the others stay until
 * closed.
 */
public final class Networks implements AutoCloseable {

    private static final int LATENT_CHANNELS = 4;

    private final Job job;
    private final Checkpoint checkpoint;
    private final PixelSize padded;
    private final Compute compute;
    private final List<AutoCloseable> open = new ArrayList<>();

    private final List<Folding> foldings = new ArrayList<>();
    private final List<Folding> others = new ArrayList<>();
    private final PromptVectors prompts;
    private final Set<Path> t2iAdapters;
    private SessionUse textUse;
    private final List<ControlNetwork> controls = new ArrayList<>();
    private final List<AdapterNetwork> adapters = new ArrayList<>();
    private final LoadedUNet unet;
    private final Optional<VaeEncoder> encoder;
    private final VaeDecoder decoder;

    /**
     * @param padded size of the pictures that the networks see, a multiple of the autoencoder's factor
     * @param notices is told what LoRAs and the precision have changed
     */
    Networks(Job job, Checkpoint checkpoint, PixelSize padded, Consumer<String> notices) {
        this.job = job;
        this.checkpoint = checkpoint;
        this.padded = padded;
        Device device = Device.find(job.compute().device());
        this.compute = new Compute(
                device,
                job.compute().threads(),
                Optional.of(job.compute().weightsCache()),
                device.precision(job.compute().precision()));
        try {
            prompts = encodePrompts();
            t2iAdapters = nets().filter(T2IAdapterModel::isAt).collect(Collectors.toSet());
            Loading<LoadedUNet> loading = kept(Loading.of(this::openUNet));
            for (int i = 0; i < job.controls().size(); i++) {
                open(job.controls().get(i), i);
            }
            encoder = job.encodesSource()
                    ? Optional.of(kept(VaeEncoder.open(checkpoint, padded.height(), padded.width(), compute)))
                    : Optional.empty();
            encoder.ifPresent(network -> others.add(network.folding()));
            decoder = kept(VaeDecoder.open(checkpoint, latentHeight(), latentWidth(), compute));
            others.add(decoder.folding());
            unet = loading.get();
            foldings.add(unet.folding());
            FoldingNotice.of(job.models(), foldings, others).forEach(notices);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private LoadedUNet openUNet() {
        return LoadedUNet.open(
                checkpoint,
                job.models().motionModule(),
                new LoadedUNet.Size(
                        job.sampling().context(),
                        latentHeight(),
                        latentWidth(),
                        prompts.tokens(),
                        prompts.isPerFrame()),
                new LoadedUNet.Additions(
                        t2iAdapters.size() < nets().count(),
                        !t2iAdapters.isEmpty(),
                        job.reference().map(reference -> IpAdapterModel.open(reference.adapter()))),
                compute);
    }

    private Stream<Path> nets() {
        return job.controls().stream()
                .map(control -> control.net().orElseThrow())
                .distinct();
    }

    /** Loads what reads the maps of a control. */
    private void open(Job.Control control, int map) {
        Path net = control.net().orElseThrow();
        if (t2iAdapters.contains(net)) {
            T2IAdapterModel model = T2IAdapterModel.open(net);
            model.requireFits(checkpoint);
            adapters.add(new AdapterNetwork(
                    "the T2I-Adapter %s (--control %s)".formatted(net, control.name()),
                    kept(LoadedT2IAdapter.open(model, 1, latentHeight(), latentWidth(), compute)),
                    map,
                    control.scale(),
                    control.range()));
            return;
        }
        ControlModel model = ControlModel.open(net, checkpoint);
        model.requireFits(checkpoint);
        LoadedControlNet network = kept(LoadedControlNet.open(
                model, latentHeight(), latentWidth(), prompts.tokens(), checkpoint.contextWidth(), compute));
        others.add(network.folding());
        controls.add(new ControlNetwork(
                "the ControlNet %s (--control %s)".formatted(net, control.name()),
                network,
                map,
                model.controlsPromptOnly(),
                model.needs().whiteLines(),
                control.scale(),
                control.range()));
    }

    private <T extends AutoCloseable> T kept(T network) {
        open.add(network);
        return network;
    }

    private PromptVectors encodePrompts() {
        Job.Sampling sampling = job.sampling();
        boolean guided = sampling.guidance().isOn(0, sampling.steps());
        try (PromptEncoder text = PromptEncoder.open(checkpoint, compute)) {
            foldings.add(text.folding());
            PromptVectors vectors = new PromptVectors(job.prompts(), guided, text);
            textUse = text.use();
            return vectors;
        }
    }

    /** Returns what each network has done so far, by what it is. */
    public Map<String, SessionUse> uses() {
        Map<String, SessionUse> uses = new LinkedHashMap<>();
        uses.put("text encoder", textUse);
        for (int i = 0; i < controls.size(); i++) {
            LoadedControlNet network = controls.get(i).network();
            uses.put("ControlNet " + (i + 1), network.use());
            uses.put("hints of ControlNet " + (i + 1), network.hintUse());
        }
        uses.put("UNet", unet.use());
        encoder.ifPresent(vae -> uses.put("VAE encoder", vae.use()));
        uses.put("VAE decoder", decoder.use());
        return uses;
    }

    /** Returns the UNet, for windows of {@link #windowShape}. */
    public LoadedUNet unet() {
        return unet;
    }

    /** Names what predicts, for messages. */
    public String predictor() {
        String motion = job.models()
                .motion()
                .map(file -> " with the motion module " + file)
                .orElse("");
        return "the UNet of " + job.models().model() + motion;
    }

    /** Returns the ControlNets, in the order of the job's controls. */
    public List<ControlNetwork> controls() {
        return List.copyOf(controls);
    }

    /** Returns the T2I-Adapters, in the order of the job's controls. */
    public List<AdapterNetwork> adapters() {
        return List.copyOf(adapters);
    }

    /** Returns what each frame is told. */
    public PromptVectors prompts() {
        return prompts;
    }

    /** Returns the shape of a prompt: [1, tokens, width]. */
    public long[] promptShape() {
        return new long[] {1, prompts.tokens(), checkpoint.contextWidth()};
    }

    /** Returns the encoder, if denoising needs the source's own latents. */
    public Optional<VaeEncoder> encoder() {
        return encoder;
    }

    /** Returns the decoder. */
    public VaeDecoder decoder() {
        return decoder;
    }

    /** Returns the shape of a window: [frames, 4, h, w]. */
    public long[] windowShape() {
        return new long[] {job.sampling().context(), LATENT_CHANNELS, latentHeight(), latentWidth()};
    }

    /** Returns the shape of a control map: [1, 3, H, W]. */
    public long[] mapShape() {
        return new long[] {1, 3, padded.height(), padded.width()};
    }

    /** Returns the shape of one frame's latents: [1, 4, h, w]. */
    public long[] latentShape() {
        return latentShape(padded, checkpoint);
    }

    /** Returns the shape [1, 4, h, w] of the latents of one frame of a size that the networks see. */
    public static long[] latentShape(PixelSize padded, Checkpoint model) {
        int factor = model.vaeFactor();
        return new long[] {1, LATENT_CHANNELS, padded.height() / factor, padded.width() / factor};
    }

    private int latentHeight() {
        return padded.height() / checkpoint.vaeFactor();
    }

    private int latentWidth() {
        return padded.width() / checkpoint.vaeFactor();
    }

    @Override
    public void close() {
        for (int i = open.size() - 1; i >= 0; i--) {
            try {
                open.remove(i).close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
