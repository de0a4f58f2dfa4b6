package restyle.plugins.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Builds plugins from source text, with the JDK's compiler, as folders or zips. */
public final class TestPlugin {

    private final Map<String, String> manifest = new LinkedHashMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, Path> libraries = new LinkedHashMap<>();

    /** A plugin of one preprocessor of the same name, whose maps are the frames. */
    public static TestPlugin named(String id) {
        return new TestPlugin()
                .manifest("plugin.id", id)
                .manifest("plugin.version", "1.0.0")
                .manifest("plugin.requires", "0.1.0")
                .preprocessor(id, "", "new ControlMap(frame.width(), frame.height(), frame.rgb())");
    }

    public TestPlugin manifest(String key, String value) {
        manifest.put(key, value);
        return this;
    }

    public TestPlugin without(String key) {
        manifest.remove(key);
        return this;
    }

    /** Replaces the source by a preprocessor with the given members and expression for the result of a frame. */
    public TestPlugin preprocessor(String name, String members, String result) {
        sources.clear();
        return source("acme.Made", """
                package acme;
                import restyle.plugins.*;
                @org.pf4j.Extension
                public class Made implements Preprocessor {
                    %s
                    public String name() { return "%s"; }
                    public String summary() { return "Made for a test"; }
                    public FrameProcessor open(Clip clip, Settings settings) { return frame -> %s; }
                }
                """.formatted(members, name, result));
    }

    /** Replaces the source by a finisher with the given members and expression for what {@code (source, restyled)} become. */
    public TestPlugin finisher(String name, String members, String result) {
        sources.clear();
        return source("acme.Made", """
                package acme;
                import java.util.List;
                import restyle.plugins.*;
                @org.pf4j.Extension
                public class Made implements Finisher {
                    %s
                    public String name() { return "%s"; }
                    public String summary() { return "Made for a test"; }
                    public FrameFinisher open(Clip clip, VideoFormat format, Settings settings) {
                        return (source, restyled) -> %s;
                    }
                }
                """.formatted(members, name, result));
    }

    public TestPlugin source(String className, String text) {
        sources.put(className, text);
        return this;
    }

    /** Adds a jar to {@code lib/}; the source may use its classes. */
    public TestPlugin library(Path jar) {
        libraries.put(jar.getFileName().toString(), jar);
        return this;
    }

    /** Writes {@code root/folder}. */
    public Path folder(Path root, String folder) throws IOException {
        Path made = Files.createDirectories(root.resolve(folder));
        StringBuilder lines = new StringBuilder();
        manifest.forEach(
                (key, value) -> lines.append(key).append('=').append(value).append('\n'));
        Files.writeString(made.resolve("plugin.properties"), lines);
        for (Map.Entry<String, Path> library : libraries.entrySet()) {
            Files.createDirectories(made.resolve("lib"));
            Files.copy(library.getValue(), made.resolve("lib").resolve(library.getKey()));
        }
        compile(sources, Files.createDirectories(made.resolve("classes")), libraries.values());
        return made;
    }

    /** Writes {@code root/file}. */
    public Path zip(Path root, String file) throws IOException {
        Path folder = folder(Files.createTempDirectory(root, ".zip-"), "plugin");
        Path zip = root.resolve(file);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            addTree(out, folder);
        }
        return zip;
    }

    /** Writes a jar with one class. */
    public static Path jar(Path jar, String className, String source) throws IOException {
        Path classes = Files.createTempDirectory(jar.getParent(), ".classes-");
        compile(Map.of(className, source), classes, List.of());
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream out = new JarOutputStream(file)) {
            addTree(out, classes);
        }
        return jar;
    }

    private static void addTree(ZipOutputStream out, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
            }
        }
    }

    private static void compile(Map<String, String> sources, Path classes, Iterable<Path> libraries) {
        StringBuilder classpath = new StringBuilder(System.getProperty("java.class.path"));
        libraries.forEach(jar -> classpath.append(java.io.File.pathSeparator).append(jar));
        List<String> options = List.of(
                "-d", classes.toString(),
                "-classpath", classpath.toString(),
                "-processor", "org.pf4j.processor.ExtensionAnnotationProcessor");
        List<JavaFileObject> files = new ArrayList<>();
        sources.forEach((name, text) -> files.add(new SourceText(name, text)));
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(problems, null, null)) {
            if (!compiler.getTask(null, manager, problems, options, null, files).call()) {
                throw new IllegalArgumentException(problems.getDiagnostics().toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class SourceText extends SimpleJavaFileObject {

        private final String text;

        SourceText(String className, String text) {
            super(URI.create("text:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
