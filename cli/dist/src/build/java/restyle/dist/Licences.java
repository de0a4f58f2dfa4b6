package restyle.dist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import restyle.files.FolderTree;

/**
 * The licences of everything inside, in one folder.
 *
 * @param written texts for what does not bring its own
 * @param nativeJars whose libraries lie unpacked in the image
 */
record Licences(Path written, List<Path> nativeJars) {

    void collect(Path image, Path runtime) throws IOException {
        Path folder = Files.createDirectories(image.resolve("licences"));
        Trees.copy(written, folder);
        Trees.copy(image.resolve("LICENSE"), folder.resolve("restyle/LICENSE"));
        Trees.copy(image.resolve("models/animevideo/LICENSE"), folder.resolve("animevideo/LICENSE"));
        if (Files.isDirectory(runtime.resolve("legal"))) {
            Trees.copyFollowed(runtime.resolve("legal"), folder.resolve("java")); // they are links to each other
            FolderTree.delete(runtime.resolve("legal"));
        }
        List<Path> jars = new ArrayList<>(nativeJars);
        try (Stream<Path> found = Files.list(image.resolve("lib"))) {
            found.filter(file -> file.toString().endsWith(".jar")).forEach(jars::add);
        }
        for (Path jar : jars) {
            extract(jar, folder.resolve(jar.getFileName().toString().replaceAll("-[0-9].*", "")));
        }
    }

    /** Takes licences and notices out of a jar. */
    private static void extract(Path jar, Path folder) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (ZipEntry entry : file.stream().filter(Licences::isLicence).toList()) {
                Files.createDirectories(folder);
                try (InputStream text = file.getInputStream(entry)) {
                    String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                    Files.copy(text, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static boolean isLicence(ZipEntry entry) {
        String name = entry.getName();
        return !entry.isDirectory()
                && (name.contains("/share/licenses/")
                        || name.matches("(?i)(META-INF/)?[^/]*(licen[cs]e|notice|copying)[^/]*"));
    }
}
