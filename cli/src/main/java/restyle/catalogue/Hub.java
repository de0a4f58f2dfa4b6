package restyle.catalogue;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Hugging Face, or what stands in for it: {@code HF_ENDPOINT} names a mirror, {@code HF_TOKEN} says who asks. The token goes to
 * this server alone, never to those that it redirects to.
 *
 * @param endpoint with neither query nor a slash at the end
 * @param token of the user, if there is one
 */
public record Hub(URI endpoint, Optional<String> token) {

    private static final URI PUBLIC = URI.create("https://huggingface.co");
    private static final Set<String> HOSTS = Set.of("huggingface.co", "www.huggingface.co", "hf.co");

    /**
     * Reads the variables of an environment.
     *
     * @throws IllegalArgumentException if HF_ENDPOINT is no address, or HF_TOKEN has characters that no token has
     */
    public static Hub of(Map<String, String> environment) {
        Optional<String> token = value(environment, "HF_TOKEN");
        if (token.isPresent() && !token.get().matches("[\\x21-\\x7e]+")) {
            throw new IllegalArgumentException("HF_TOKEN: a token has no spaces and no letters beyond ASCII");
        }
        Optional<String> endpoint = value(environment, "HF_ENDPOINT");
        try {
            return new Hub(
                    endpoint.map(text -> ModelAddress.parse(text.replaceAll("/+$", "")))
                            .orElse(PUBLIC),
                    token);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("HF_ENDPOINT: " + e.getMessage(), e);
        }
    }

    private static Optional<String> value(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Returns where to ask for what is published at an address: at the mirror, and for the file rather than its page. */
    URI locate(URI published) {
        if (!isHub(published)) {
            return published;
        }
        String path = published.getRawPath().replaceFirst("^(/(?:datasets/)?[^/]+/[^/]+)/blob/", "$1/resolve/");
        String query = published.getRawQuery() == null ? "" : "?" + published.getRawQuery();
        URI base = isPublic(published) ? endpoint : published.resolve("/");
        return URI.create(base.toString().replaceAll("/+$", "") + path + query);
    }

    /** Returns whether a server is the one that tokens are for. */
    boolean isHub(URI address) {
        return isPublic(address) || isEndpoint(address);
    }

    private static boolean isPublic(URI address) {
        return HOSTS.contains(address.getHost().toLowerCase(Locale.ROOT));
    }

    private boolean isEndpoint(URI address) {
        return address.getScheme().equalsIgnoreCase(endpoint.getScheme())
                && address.getHost().equalsIgnoreCase(endpoint.getHost())
                && port(address) == port(endpoint);
    }

    /** Returns what a request to an address may say of the user: the token, to the endpoint and nobody else. */
    Optional<String> authorization(URI address) {
        return isEndpoint(address) ? token.map(text -> "Bearer " + text) : Optional.empty();
    }

    private static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return address.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    @Override
    public String toString() {
        return "Hub[" + endpoint + (token.isPresent() ? ", with a token]" : "]");
    }
}
