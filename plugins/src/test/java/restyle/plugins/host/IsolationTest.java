package restyle.plugins.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.plugins.testing.TestPlugin;

class IsolationTest {

    @TempDir
    Path work;

    @TempDir
    Path root;

    @Test
    void pluginsUseTheirOwnVersionsOfALibrary() throws Exception {
        TestPlugin.named("old")
                .library(library("1"))
                .preprocessor("old", USES_LIBRARY, "null")
                .folder(root, "old");
        TestPlugin.named("new")
                .library(library("2"))
                .preprocessor("new", USES_LIBRARY, "null")
                .folder(root, "new");
        try (PluginHost host = PluginHost.open(List.of(root))) {
            assertEquals("Library 1", host.preprocessor("old").settings().get(0).help());
            assertEquals("Library 2", host.preprocessor("new").settings().get(0).help());
        }
    }

    @Test
    void aLibraryOfTheHostDoesNotShadowThatOfThePlugin() throws Exception {
        // The host of this test has JUnit, so a class of that name is on both sides.
        Path jar = TestPlugin.jar(work.resolve("junit.jar"), "org.junit.jupiter.api.Assertions", """
                package org.junit.jupiter.api;
                public class Assertions { public static String text() { return "the plugin's own"; } }""");
        TestPlugin.named("own")
                .library(jar)
                .preprocessor("own", help("""
                        String.valueOf(Class.forName("org.junit.jupiter.api.Assertions").getMethod("text").invoke(null))"""), "null")
                .folder(root, "own");
        try (PluginHost host = PluginHost.open(List.of(root))) {
            assertEquals(
                    "the plugin's own",
                    host.preprocessor("own").settings().get(0).help());
        }
    }

    @Test
    void aCopyOfASharedPackageIsIgnored() throws Exception {
        Path jar = TestPlugin.jar(work.resolve("copy.jar"), "restyle.plugins.Setting", """
                package restyle.plugins; public class Setting { }""");
        TestPlugin.named("copied").folder(root, "copied");
        Files.createDirectories(root.resolve("copied/lib"));
        Files.copy(jar, root.resolve("copied/lib/copy.jar"));
        try (PluginHost host = PluginHost.open(List.of(root))) {
            assertEquals(List.of(), host.preprocessor("copied").settings());
        }
    }

    @Test
    void theRestOfTheHostIsOutOfSight() throws Exception {
        TestPlugin.named("curious").preprocessor("curious", help("""
                        String.valueOf(Class.forName("org.junit.jupiter.api.Test"))"""), "null").folder(root, "curious");
        try (PluginHost host = PluginHost.open(List.of(root))) {
            PluginException e = assertThrows(PluginException.class, () -> host.preprocessor("curious"));
            assertEquals(
                    true,
                    e.getMessage().contains("ClassNotFoundException: org.junit.jupiter.api.Test"),
                    e.getMessage());
        }
    }

    @Test
    void pluginCodeRunsWithItsOwnContextClassLoader() throws Exception {
        TestPlugin.named("context").preprocessor("context", help("""
                        Boolean.toString(Thread.currentThread().getContextClassLoader() == Made.class.getClassLoader())"""), "null").folder(root, "context");
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (PluginHost host = PluginHost.open(List.of(root))) {
            assertEquals("true", host.preprocessor("context").settings().get(0).help());
        }
        assertEquals(before, Thread.currentThread().getContextClassLoader());
    }

    private static final String USES_LIBRARY = help("lib.Library.text()");

    /** Members of a preprocessor that shows the value of an expression as the help of its one setting. */
    private static String help(String expression) {
        return """
                public java.util.List<Setting> settings() {
                    try {
                        return java.util.List.of(Setting.flag("shown", true, %s));
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }
                """.formatted(expression);
    }

    private Path library(String version) throws Exception {
        return TestPlugin.jar(work.resolve("library-" + version + ".jar"), "lib.Library", """
                package lib; public class Library { public static String text() { return "Library %s"; } }""".formatted(version));
    }
}
