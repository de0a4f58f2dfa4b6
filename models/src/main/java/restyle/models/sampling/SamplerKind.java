package restyle.models.sampling;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The samplers that there are, by the names that users know them by. A new one is a class and a line here. */
public enum SamplerKind {
    EULER("euler", Spacing.LINSPACE, EulerSampler::new),
    DPM_2M("dpm++2m", Spacing.LINSPACE, DpmSolverSampler::evenly),
    DPM_2M_KARRAS("dpm++2m-karras", DpmSolverSampler::karras),
    DDIM("ddim", Spacing.LEADING, DdimSampler::new),
    LCM("lcm", LcmSampler::new);

    private final String name;
    private final Optional<Spacing> spacing;
    private final Function<SamplerSettings, Sampler> maker;

    SamplerKind(String name, Spacing spacing, Function<SamplerSettings, Sampler> maker) {
        this.name = name;
        this.spacing = Optional.of(spacing);
        this.maker = maker;
    }

    /** Describes a sampler with a grid of its own. */
    SamplerKind(String name, Function<SamplerSettings, Sampler> maker) {
        this.name = name;
        this.spacing = Optional.empty();
        this.maker = maker;
    }

    /**
     * Makes a sampler.
     *
     * @throws IllegalArgumentException if its grid has no room for so many steps
     */
    public Sampler create(SamplerSettings settings) {
        return maker.apply(settings);
    }

    /** Returns the spacing that this sampler is commonly used with; empty if it has its own grid and takes none. */
    public Optional<Spacing> spacing() {
        return spacing;
    }

    /** Finds a sampler by its name. */
    public static SamplerKind of(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected %s; found '%s'".formatted(String.join(" or ", names()), name)));
    }

    /** Lists the names that {@link #of} takes. */
    public static List<String> names() {
        return Arrays.stream(values()).map(SamplerKind::toString).toList();
    }

    /** Returns the name that {@link #of} takes. */
    @Override
    public String toString() {
        return name;
    }
}
