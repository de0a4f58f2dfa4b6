package com.example.grain;

import java.util.List;
import java.util.Random;
import org.pf4j.Extension;
import restyle.plugins.Clip;
import restyle.plugins.FilmFrame;
import restyle.plugins.Finisher;
import restyle.plugins.FrameFinisher;
import restyle.plugins.Setting;
import restyle.plugins.Settings;
import restyle.plugins.VideoFormat;

/** Film grain: a different grey noise on each frame. */
@Extension
public final class GrainFinisher implements Finisher {

    @Override
    public String name() {
        return "grain";
    }

    @Override
    public String summary() {
        return "Film grain";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.number("strength", 5, 0, 100, "standard deviation of the grain, in levels of 0..255"),
                Setting.integer("seed", 0, 0, Integer.MAX_VALUE, "another number makes another grain"));
    }

    @Override
    public FrameFinisher open(Clip clip, VideoFormat restyled, Settings settings) {
        double strength = settings.number("strength");
        long seed = settings.integer("seed");
        // Time alone decides the grain, not what has been finished before: a resumed run, or a part, equals the whole.
        return (source, next) ->
                List.of(next.withPixels(grained(next.frame().rgb(), strength, new Random(seed << 32 ^ next.ticks()))));
    }

    private static byte[] grained(byte[] rgb, double strength, Random random) {
        byte[] grained = new byte[rgb.length];
        for (int pixel = 0; pixel < rgb.length; pixel += 3) {
            long grain = Math.round(strength * random.nextGaussian());
            for (int i = pixel; i < pixel + 3; i++) {
                grained[i] = (byte) Math.max(0, Math.min(255, Byte.toUnsignedInt(rgb[i]) + grain));
            }
        }
        return grained;
    }
}
