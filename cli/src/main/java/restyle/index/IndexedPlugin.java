package restyle.index;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import restyle.plugins.host.HostVersion;
import restyle.plugins.host.PluginException;
import restyle.plugins.host.PluginVersion;

/**
 * A plugin that an index offers.
 *
 * @param kind {@code preprocessor} or {@code finisher}; empty if the index does not say
 * @param summary what it does, in one line; may be empty
 * @param licence its name; may be empty
 * @param releases at least one, the newest first
 */
public record IndexedPlugin(String id, String kind, String summary, String licence, List<PluginRelease> releases) {

    private static final Comparator<PluginRelease> NEWEST_FIRST =
            Comparator.comparing(PluginRelease::version).reversed();

    /** Puts the releases in order. */
    public IndexedPlugin {
        releases = releases.stream().sorted(NEWEST_FIRST).toList();
    }

    /**
     * Returns the newest release that is for this restyle, of those that are meant for everybody if there is one among them.
     *
     * @throws PluginException if all are for other versions of restyle
     */
    public PluginRelease newest(HostVersion restyle) {
        List<PluginRelease> suitable = releases.stream()
                .filter(release -> restyle.satisfies(release.requires()))
                .toList();
        return suitable.stream()
                .filter(release -> release.version().isFinal())
                .findFirst()
                .or(() -> suitable.stream().findFirst())
                .orElseThrow(() -> refusal(releases.get(0), restyle));
    }

    /**
     * Returns the release of a version.
     *
     * @throws PluginException if there is none, or it is for other versions of restyle
     */
    public PluginRelease of(PluginVersion version, HostVersion restyle) {
        PluginRelease release = releases.stream()
                .filter(candidate -> candidate.version().equals(version))
                .findFirst()
                .orElseThrow(
                        () -> new PluginException("there is no %s %s; there %s".formatted(id, version, versions())));
        if (!restyle.satisfies(release.requires())) {
            throw refusal(release, restyle);
        }
        return release;
    }

    private PluginException refusal(PluginRelease release, HostVersion restyle) {
        return restyle.refusal(id + " " + release.version(), id, release.requires());
    }

    private String versions() {
        return (releases.size() == 1 ? "is " : "are ")
                + releases.stream().map(release -> release.version().text()).collect(Collectors.joining(", "));
    }

    /** Tells whether its id, kind or summary has a word in it, in whatever case. */
    boolean mentions(String word) {
        String text = (id + " " + kind + " " + summary).toLowerCase(Locale.ROOT);
        return text.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Adds the releases that another index has of the same plugin; of a version that both have, this one counts. */
    IndexedPlugin with(IndexedPlugin other) {
        List<PluginRelease> more = other.releases.stream()
                .filter(release ->
                        releases.stream().noneMatch(own -> own.version().equals(release.version())))
                .toList();
        return new IndexedPlugin(
                id,
                kind.isEmpty() ? other.kind : kind,
                summary.isEmpty() ? other.summary : summary,
                licence.isEmpty() ? other.licence : licence,
                Stream.concat(releases.stream(), more.stream()).toList());
    }

    /** Returns the newest release, for whichever restyle, if it is newer than a given one. */
    public Optional<PluginRelease> beyond(PluginRelease release) {
        PluginRelease newest = releases.get(0);
        return newest.version().compareTo(release.version()) > 0 ? Optional.of(newest) : Optional.empty();
    }
}
