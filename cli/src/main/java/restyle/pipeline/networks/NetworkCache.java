package restyle.pipeline.networks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import restyle.job.Job;
import restyle.job.PixelSize;
import restyle.job.Reference;
import restyle.models.model.Checkpoint;
import restyle.models.runtime.SessionUse;

/**
 * Keeps the networks of the last clip loaded for the next one, and what was said about reference pictures. Loading networks is expensive and
 * they fill the memory, so there is one set at a time: a clip that needs others, because it has another size, first lets go of what is there.
 */
public final class NetworkCache implements AutoCloseable {

    /** All that decides which networks are loaded, and for which size. */
    private record Key(
            Job.Models models,
            Job.Prompts prompts,
            Job.Sampling sampling,
            List<Job.Control> controls,
            Optional<Path> ipAdapter,
            boolean encodesSource,
            Job.Compute compute,
            PixelSize padded) {}

    private Key key;
    private Networks networks;
    private Supplier<Networks> loading;
    private ReferenceMemory.Key referenceKey;
    private ReferenceMemory references;

    /**
     * Returns the networks of a job, loaded if they are not.
     *
     * @param padded size of the pictures that the networks see
     * @param notices is told what loading has done to them
     */
    public Networks networks(Job job, Checkpoint checkpoint, PixelSize padded, Consumer<String> notices) {
        Key wanted = new Key(
                job.models(),
                job.prompts(),
                job.sampling(),
                job.controls(),
                job.reference().map(Reference::adapter),
                job.encodesSource(),
                job.compute(),
                padded);
        if (!wanted.equals(key)) {
            closeNetworks();
            loading = () -> new Networks(job, checkpoint, padded, notices);
            networks = loading.get();
            key = wanted;
        }
        return networks;
    }

    /**
     * Gives what has been said about reference pictures, by the networks that a job names for that.
     *
     * @param reference the job's
     * @throws restyle.models.graph.ModelException if the image encoder cannot be read
     */
    public ReferenceMemory references(Job job, Reference reference) {
        ReferenceMemory.Key wanted = ReferenceMemory.Key.of(job, reference);
        if (!wanted.equals(referenceKey)) {
            closeReferences();
            references = new ReferenceMemory(wanted);
            referenceKey = wanted;
        }
        return references;
    }

    /** Returns what each network has done since it was loaded; empty if none are. */
    public Map<String, SessionUse> uses() {
        return networks == null ? Map.of() : networks.uses();
    }

    /**
     * Loads the networks that are loaded once more: now that files have been read, and whatever loading keeps is kept.
     *
     * @return seconds that it took
     * @throws IllegalStateException if none are loaded
     */
    public double reload() {
        if (networks == null) {
            throw new IllegalStateException("no networks are loaded");
        }
        Key same = key;
        closeNetworks();
        long began = System.nanoTime();
        networks = loading.get();
        key = same;
        return (System.nanoTime() - began) / 1e9;
    }

    /** Frees what is loaded after an error, which memory that ran out is: the next clip needs it. After other failures it stays loaded. */
    public void recover(Throwable failure) {
        if (failure instanceof Error) {
            close();
        }
    }

    @Override
    public void close() {
        try {
            closeReferences();
        } finally {
            closeNetworks();
        }
    }

    private void closeReferences() {
        referenceKey = null;
        if (references != null) {
            ReferenceMemory last = references;
            references = null;
            last.close();
        }
    }

    private void closeNetworks() {
        key = null;
        if (networks != null) {
            Networks last = networks;
            networks = null;
            last.close();
        }
    }
}
