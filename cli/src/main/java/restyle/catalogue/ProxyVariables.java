package restyle.catalogue;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds proxies by the variables that other programs go by: {@code https_proxy}, {@code http_proxy}, {@code all_proxy} and
 * {@code no_proxy}, in lower or upper case.
 */
public final class ProxyVariables extends ProxySelector {

    private final Map<String, String> environment;

    private ProxyVariables(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Returns Java's own settings where there are some ({@code https.proxyHost} and the like), else those of the variables. */
    public static ProxySelector of(Map<String, String> environment) {
        boolean java =
                List.of("http.proxyHost", "https.proxyHost", "socksProxyHost", "java.net.useSystemProxies").stream()
                        .anyMatch(property -> System.getProperty(property) != null);
        return java ? ProxySelector.getDefault() : new ProxyVariables(environment);
    }

    @Override
    public List<Proxy> select(URI address) {
        return server(address)
                .map(proxy -> List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), port(proxy)))))
                .orElse(List.of(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
        // The request fails with the same exception, which names the proxy.
    }

    /**
     * Returns the proxy for an address, if there is one.
     *
     * @throws CatalogueException if a variable names none that can be used
     */
    private Optional<URI> server(URI address) {
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        if (isExempt(address)) {
            return Optional.empty();
        }
        for (String name : List.of(scheme + "_proxy", "all_proxy")) {
            Optional<String> value = variable(name);
            if (value.isPresent()) {
                return Optional.of(parse(name, value.get()));
            }
        }
        return Optional.empty();
    }

    private static URI parse(String variable, String value) {
        try {
            URI proxy = URI.create(value.contains("://") ? value : "http://" + value);
            if (proxy.getHost() != null && "http".equalsIgnoreCase(proxy.getScheme())) {
                return proxy;
            }
        } catch (IllegalArgumentException e) {
            throw new CatalogueException(variable + " is not an address; expected http://HOST:PORT", e);
        }
        throw new CatalogueException(variable + ": expected a proxy as http://HOST:PORT, which is what can be used");
    }

    private boolean isExempt(URI address) {
        String host = address.getHost().toLowerCase(Locale.ROOT);
        return variable("no_proxy").stream()
                .flatMap(list -> Arrays.stream(list.toLowerCase(Locale.ROOT).split("[,\\s]+")))
                .filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> {
                    String name = entry.replaceFirst(":" + address.getPort() + "$", "")
                            .replaceFirst("^\\*?\\.", "");
                    return entry.equals("*") || host.equals(name) || host.endsWith("." + name);
                });
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name))
                .or(() -> Optional.ofNullable(environment.get(name.toUpperCase(Locale.ROOT))))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private static int port(URI proxy) {
        return proxy.getPort() >= 0 ? proxy.getPort() : 80;
    }

    /** Returns who a proxy that asks for a name is told to let in, as its address says; nobody else is told. */
    static Optional<Authenticator> passwords(Map<String, String> environment) {
        ProxyVariables variables = new ProxyVariables(environment);
        List<URI> known = List.of("https_proxy", "http_proxy", "all_proxy").stream()
                .flatMap(name -> variables
                        .variable(name)
                        .filter(value -> !value.contains("://") || value.startsWith("http://"))
                        .map(value -> parse(name, value))
                        .stream())
                .filter(proxy -> proxy.getUserInfo() != null)
                .toList();
        return known.isEmpty() ? Optional.empty() : Optional.of(new Passwords(known));
    }

    private static final class Passwords extends Authenticator {
        private final List<URI> proxies;

        Passwords(List<URI> proxies) {
            this.proxies = proxies;
        }

        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            return proxies.stream()
                    .filter(proxy -> getRequestorType() == RequestorType.PROXY
                            && proxy.getHost().equalsIgnoreCase(getRequestingHost())
                            && port(proxy) == getRequestingPort())
                    .findFirst()
                    .map(proxy -> proxy.getUserInfo().split(":", 2))
                    .map(parts ->
                            new PasswordAuthentication(parts[0], (parts.length > 1 ? parts[1] : "").toCharArray()))
                    .orElse(null);
        }
    }
}
