package restyle.job.options;

/**
 * A named preset: a job of which only a part is said.
 *
 * @param name what users type after {@code --style}
 * @param options what it decides; anything said explicitly wins
 */
public record Style(String name, JobOptions options) {}
