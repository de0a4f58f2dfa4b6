package restyle.scaffold;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import restyle.files.AtomicFile;
import restyle.files.FileFailure;

/**
 * The API that plugins are built against, as it came with this restyle: its jar has its own coordinates and POM in it.
 *
 * @param jar in the distribution
 */
public record ApiArtifact(Path jar, String groupId, String version) {

    private static final String ARTIFACT = "restyle-plugins";
    private static final String COORDINATES = "META-INF/maven/[^/]+/" + ARTIFACT + "/pom.properties";

    /**
     * Finds it in a distribution.
     *
     * @throws FileFailure if it is not there
     */
    public static ApiArtifact of(Path distribution) {
        Path lib = distribution.resolve("lib");
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(lib, ARTIFACT + "-*.jar")) {
            for (Path jar : jars) {
                return ofJar(jar);
            }
        } catch (IOException e) {
            throw new FileFailure(lib, "cannot be read", e);
        }
        throw damaged(lib, "it has no " + ARTIFACT + "-VERSION.jar");
    }

    private static ApiArtifact ofJar(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            JarEntry entry = file.stream()
                    .filter(candidate -> candidate.getName().matches(COORDINATES))
                    .findFirst()
                    .orElseThrow(() -> damaged(jar, "it does not say its coordinates"));
            Properties coordinates = new Properties();
            try (InputStream in = file.getInputStream(entry)) {
                coordinates.load(in);
            }
            return new ApiArtifact(jar, coordinates.getProperty("groupId"), coordinates.getProperty("version"));
        }
    }

    private static FileFailure damaged(Path path, String why) {
        return new FileFailure(path, "cannot be used", new IOException(why + "; install restyle anew"));
    }

    /** Returns the version from which on plugins that are made now may no longer work. */
    String nextMajor() {
        return Integer.parseInt(version.split("\\.")[0]) + 1 + ".0.0";
    }

    /** Writes jar and POM as a Maven repository has them. */
    void writeRepository(Path repository) {
        Path folder =
                repository.resolve(groupId.replace('.', '/')).resolve(ARTIFACT).resolve(version);
        String name = ARTIFACT + "-" + version;
        try (JarFile file = new JarFile(jar.toFile());
                InputStream pom = file.getInputStream(
                        file.getJarEntry("META-INF/maven/%s/%s/pom.xml".formatted(groupId, ARTIFACT)))) {
            AtomicFile.write(folder.resolve(name + ".pom"), pom.readAllBytes());
            AtomicFile.write(folder.resolve(name + ".jar"), Files.readAllBytes(jar));
        } catch (IOException e) {
            throw new FileFailure(jar, "cannot be read", e);
        }
    }
}
