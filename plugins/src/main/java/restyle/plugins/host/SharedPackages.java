package restyle.plugins.host;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * What a plugin sees of the host: the JDK and a few packages, nothing else. Those packages come from the host even where a
 * plugin brings a copy: types that both sides exchange must be the same, and native libraries can be loaded only once.
 */
final class SharedPackages extends ClassLoader {

    private static final List<String> PREFIXES = List.of(
            "restyle.plugins.", "restyle.models.", "ai.onnxruntime.", "org.bytedeco.", "org.pf4j.", "org.slf4j.");

    private final ClassLoader host;

    SharedPackages(ClassLoader host) {
        super("restyle shared packages", ClassLoader.getPlatformClassLoader());
        this.host = host;
    }

    static boolean contain(String className) {
        return PREFIXES.stream().anyMatch(className::startsWith);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (!contain(name)) {
            throw new ClassNotFoundException(name);
        }
        return host.loadClass(name);
    }

    @Override
    protected URL findResource(String name) {
        return containResource(name) ? host.getResource(name) : null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        return containResource(name) ? host.getResources(name) : Collections.emptyEnumeration();
    }

    private static boolean containResource(String name) {
        return contain(name.replace('/', '.'));
    }
}
