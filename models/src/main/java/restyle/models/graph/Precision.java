package restyle.models.graph;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The arithmetic of a network's layers: the one place that knows which numbers which network is computed in. */
public enum Precision {
    /** float32 throughout. */
    FP32,
    /** float32, but matrices are multiplied with their numbers rounded to 10 bits, as NVIDIA's tensor cores do it. */
    TF32,
    /** float16; timesteps and the statistics of norms stay float32. */
    FP16,
    /** Large layers multiply 8-bit integers, whose scales are found per output channel and at each run; everything else is float32. */
    INT8;

    /**
     * Finds a precision by the name that users know it by.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Precision of(String name) {
        return Arrays.stream(values())
                .filter(precision -> precision.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected auto%s, found '%s'"
                        .formatted(
                                Arrays.stream(values())
                                        .map(precision -> ", " + precision)
                                        .collect(Collectors.joining()),
                                name)));
    }

    /** Returns the type of values between layers. */
    public DType floats() {
        return this == FP16 ? DType.FLOAT16 : DType.FLOAT;
    }

    /** Returns the precision of autoencoders where this is that of the denoising networks: half floats cannot hold what is in them. */
    public Precision ofAutoencoders() {
        return this == FP16 ? FP32 : this;
    }

    /** Returns the precision of networks that run once a job, where this is that of the denoising networks. */
    public Precision ofEncoders() {
        return this == TF32 ? TF32 : FP32;
    }

    /** Returns the name that {@link #of} takes. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
