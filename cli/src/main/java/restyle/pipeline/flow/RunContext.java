package restyle.pipeline.flow;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import restyle.job.Job;
import restyle.job.PixelSize;
import restyle.job.Reference;
import restyle.media.VideoInfo;
import restyle.media.VideoReader;
import restyle.models.lora.Lora;
import restyle.models.model.Checkpoint;
import restyle.pipeline.networks.NetworkCache;
import restyle.pipeline.networks.Networks;
import restyle.pipeline.networks.ReferenceMemory;
import restyle.plugins.host.PluginHost;

/**
 * What every stage of a clip may use beside its job: the open source, sizes, plugins, networks, the clock, a way to tell the user something.
 * Closing it ends the stages and closes what they opened, last first.
 */
public final class RunContext implements AutoCloseable {

    /** Frames that may wait between two stages: enough to even out their speeds. */
    private static final int WAITING = 4;

    private final Job job;
    private final VideoReader reader;
    private final PluginHost plugins;
    private final NetworkCache cache;
    private final StageClock clock;
    private final Consumer<String> notices;

    private final PixelSize size;
    private final Checkpoint model;
    private final Padding padding;

    private final Stop stop = new Stop();
    private final ResourceStack open = new ResourceStack();
    private final List<Runnable> completions = new ArrayList<>();
    private LongPredicate wanted = position -> true;
    private Optional<ClipPart> part = Optional.empty();
    private Optional<SharedMaps> sharedMaps = Optional.empty();
    private Networks networks;

    /**
     * Looks at the model and works out sizes; nothing is loaded yet.
     *
     * @param reader of the source, open; stays the caller's
     * @param cache keeps the networks for the next clip
     * @param notices is told, in one line each, what the user should know
     */
    public RunContext(
            Job job,
            VideoReader reader,
            PluginHost plugins,
            NetworkCache cache,
            StageClock clock,
            Consumer<String> notices) {
        this.job = job;
        this.reader = reader;
        this.plugins = plugins;
        this.cache = cache;
        this.clock = clock;
        this.notices = notices;
        size = job.selection().size().resolve(source().displayWidth(), source().displayHeight());
        model = job.models().checkpoint().withLoras(loras(job.models()));
        padding = new Padding(size, size.padded(model.vaeFactor()));
    }

    private static List<Lora> loras(Job.Models models) {
        List<Lora> loras = new ArrayList<>();
        models.lora().forEach(lora -> loras.add(Lora.open(lora.file(), lora.strength())));
        models.motionLora().forEach(lora -> loras.add(Lora.openMotion(lora.file(), lora.strength())));
        return loras;
    }

    /** Returns the source, open. */
    public VideoReader reader() {
        return reader;
    }

    /** Returns what is known about the source. */
    public VideoInfo source() {
        return reader.info();
    }

    /** Returns the size that is generated, without padding. */
    public PixelSize size() {
        return size;
    }

    /** Returns what leads from the size that is generated to the size that the networks see. */
    public Padding padding() {
        return padding;
    }

    /** Returns the image model, with the autoencoder and the LoRAs that the job names. */
    public Checkpoint model() {
        return model;
    }

    /** Returns where preprocessors and finishers come from. */
    public PluginHost plugins() {
        return plugins;
    }

    /** Measures the stages. */
    public StageClock clock() {
        return clock;
    }

    /** Takes, in one line each, what the user should know. */
    public Consumer<String> notices() {
        return notices;
    }

    /** Returns the networks of the job; the first call loads them. */
    public Networks networks() {
        if (networks == null) {
            networks = cache.networks(job, model, padding.outer(), notices);
        }
        return networks;
    }

    /**
     * Returns what has been said about reference pictures, in this clip and in those before it.
     *
     * @param reference the job's
     */
    public ReferenceMemory references(Reference reference) {
        return cache.references(job, reference);
    }

    /** Returns which frames are wanted, by position; of the others only what these need is rendered. */
    public LongPredicate wanted() {
        return wanted;
    }

    /** Restricts what is rendered; for stages that are opened afterwards. */
    public void restrictTo(LongPredicate positions) {
        wanted = positions;
    }

    /** Returns the part of the clip that is made, where it is not the whole. */
    public Optional<ClipPart> part() {
        return part;
    }

    /** Makes a part of the clip alone; for stages that are opened afterwards. */
    public void makeOnly(ClipPart only) {
        part = Optional.of(only);
        boolean fills = job.selection().every() > 1; // from the frame before, too
        wanted = position -> only.holds(position) || fills && position == only.first() - 1;
    }

    /** Returns where the control maps of scenes are kept for other machines, if they are. */
    public Optional<SharedMaps> sharedMaps() {
        return sharedMaps;
    }

    /** Keeps the control maps of scenes, where a part of a clip is made; for stages that are opened afterwards. */
    public void shareMaps(SharedMaps maps) {
        sharedMaps = Optional.of(maps);
    }

    /** Closes something when the run ends; returns it. */
    public <T extends AutoCloseable> T keep(T resource) {
        return open.keep(resource);
    }

    /** Lets a stage run ahead in a thread of its own. */
    public <T> Iterator<T> ahead(String name, Iterator<T> stage) {
        return keep(new Prefetch<>(name, WAITING, stage, stop, notices));
    }

    /** Does something when every frame has passed, before the output gets its name. */
    public void whenComplete(Runnable completion) {
        completions.add(completion);
    }

    /** Gives, when every frame has passed, the files beside the output their names. */
    public void complete() {
        try (StageClock.Lap lap = clock.start(Stage.WRITE)) {
            completions.forEach(Runnable::run);
        }
    }

    @Override
    public void close() {
        stop.set();
        open.close();
    }
}
