package restyle.job.options;

/**
 * What counts where neither the user, nor a job file, nor a style says anything. How many threads compute is not among it: a
 * job file would carry the number of one machine to another.
 */
final class Defaults {
    private static final int OVERLAP = 4;

    private Defaults() {}

    /** @param said what is said; windows that are said to be too short for the usual overlap share half of their frames */
    static JobOptions below(JobOptions said) {
        JobOptions options = new JobOptions();
        options.negative = "";
        options.strength = 1.0;
        options.seed = 0L;
        options.clipSkip = 1;
        options.weighting = "comfy";
        options.context = 16;
        int context = said.context == null ? options.context : Math.max(0, said.context);
        options.overlap = context > OVERLAP ? OVERLAP : context / 2;
        options.cuts = "auto";
        options.noiseType = "per-frame";
        options.restyle = "all";
        options.every = 1;
        options.deflicker = 0;
        options.ink = "off";
        options.matchColour = "off";
        options.audio = "copy";
        options.device = "auto";
        options.precision = "auto";
        return options;
    }
}
