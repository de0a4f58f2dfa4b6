package restyle.job.options;

/**
 * What counts where neither the user, nor a job file, nor a style says anything. How many threads compute is not among it: a
 * job file would carry the number of one machine to another.
 */
final class Defaults {

    private Defaults() {}

    static JobOptions options() {
        JobOptions options = new JobOptions();
        options.negative = "";
        options.strength = 1.0;
        options.seed = 0L;
        options.clipSkip = 1;
        options.weighting = "comfy";
        options.context = 16;
        options.overlap = 4;
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
