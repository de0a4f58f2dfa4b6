package restyle.plugins.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginZipTest {

    private static final String MANIFEST = "plugin.properties";

    @TempDir
    Path work;

    private Path zip;
    private Path target;

    @BeforeEach
    void makeFolders() throws IOException {
        zip = work.resolve("plugin.zip");
        target = Files.createDirectories(work.resolve("deep/down/plugin"));
    }

    @Test
    void unpacksFilesAndFolders() throws IOException {
        write("plugin.properties", "classes/", "classes/acme/A.class", "lib/a.jar");
        PluginZip.unpack(zip, MANIFEST, target);
        assertEquals(
                List.of("classes", "classes/acme", "classes/acme/A.class", "lib", "lib/a.jar", "plugin.properties"),
                tree(target));
        assertArrayEquals(content("lib/a.jar"), Files.readAllBytes(target.resolve("lib/a.jar")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "classes/../../evil",
                "/etc/evil",
                "C:/evil",
                "..\\evil",
                "classes//evil",
                "./evil",
                "lib/..",
                "a\nb"
            })
    void refusesNamesThatLeaveTheFolder(String name) throws IOException {
        write("plugin.properties", name);
        assertRefused("would be unpacked outside");
        assertEquals(List.of(), tree(target));
    }

    @Test
    void refusesLinks() throws IOException {
        write("plugin.properties", "lib/link");
        setUnixMode("lib/link", 0120777);
        assertRefused("its entry 'lib/link' is a link or a device");
        setUnixMode("lib/link", 0100644);
        PluginZip.unpack(zip, MANIFEST, target);
    }

    @Test
    void readsNamesAsWindowsWritesThem() throws IOException {
        write("plugin.properties", "classes\\acme\\A.class");
        PluginZip.unpack(zip, MANIFEST, target);
        assertEquals(List.of("classes", "classes/acme", "classes/acme/A.class", "plugin.properties"), tree(target));
    }

    @Test
    void refusesNamesInACodePage() throws IOException {
        write("plugin.properties", "lib/xx");
        String latin1 = Files.readString(zip, StandardCharsets.ISO_8859_1);
        Files.writeString(zip, latin1.replace("lib/xx", "lib/x\u0081"), StandardCharsets.ISO_8859_1);
        assertRefused("the name of its entry 'lib/x?' is not in UTF-8");
    }

    @Test
    void refusesDamagedContent() throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.setLevel(0);
            out.putNextEntry(new ZipEntry(MANIFEST));
            out.write(content(MANIFEST));
        }
        byte[] bytes = Files.readAllBytes(zip);
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("content of")]++;
        Files.write(zip, bytes);
        assertRefused("its entry 'plugin.properties' is damaged");
    }

    @Test
    void refusesDirectoriesThatContradictTheirEnd() throws IOException {
        write("plugin.properties", "a");
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(zip)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort(bytes.limit() - 12, (short) 3);
        Files.write(zip, bytes.array());
        assertRefused("its directory is inconsistent: 3 and 2 entries");
        bytes.putInt(bytes.limit() - 10, 1 << 30);
        Files.write(zip, bytes.array());
        assertRefused("it declares an implausible directory size, 1073741824 bytes");
    }

    @Test
    void refusesTooManyEntries() throws IOException {
        write("plugin.properties", "a", "b");
        assertRefused("it has 3 entries, at most 2 are allowed", new PluginZip.Limits(2, 1000, 100, 1000));
    }

    @Test
    void refusesTooManyBytes() throws IOException {
        write("plugin.properties", "a");
        assertRefused("it unpacks to more than 20 bytes", new PluginZip.Limits(10, 20, 100, 1000));
    }

    @Test
    void refusesBombs() throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("plugin.properties"));
            out.putNextEntry(new ZipEntry("lib/zeros"));
            out.write(new byte[20 << 20]);
        }
        assertRefused("it unpacks to more than 100 times its size");
    }

    @Test
    void saysWhereTheManifestIsInsteadOfAtTheTop() throws IOException {
        write("canny/plugin.properties");
        assertRefused("expected plugin.properties at its top, but at canny/plugin.properties");
    }

    @Test
    void refusesAFileThatIsAFolderToo() throws IOException {
        write("plugin.properties", "lib", "lib/a.jar");
        assertRefused("its entry 'lib/a.jar' is there twice, or both a file and a folder");
    }

    @Test
    void refusesWhatIsNoZip() throws IOException {
        assertRefused("there is no such file");
        Files.createFile(zip);
        assertRefused("it is not a zip that can be read");
        write("plugin.properties", "a");
        byte[] bytes = Files.readAllBytes(zip);
        Files.write(zip, Arrays.copyOf(bytes, bytes.length - 30));
        assertRefused("it is not a zip that can be read");
    }

    @Test
    void refusesAZipWithSomethingBehindItsEnd() throws IOException {
        write("plugin.properties", "a");
        byte[] bytes = Files.readAllBytes(zip);
        Files.write(zip, Arrays.copyOf(bytes, bytes.length + 5));
        assertRefused("");
    }

    private void assertRefused(String reason) {
        assertRefused(reason, PluginZip.Limits.DEFAULT);
    }

    private void assertRefused(String reason, PluginZip.Limits limits) {
        ZipRefusedException e =
                assertThrows(ZipRefusedException.class, () -> PluginZip.unpack(zip, MANIFEST, target, limits));
        assertTrue(e.getMessage().startsWith(zip + " is refused: "), e.getMessage());
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    private void write(String... names) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                if (!name.endsWith("/")) {
                    out.write(content(name));
                }
            }
        }
    }

    private static byte[] content(String name) {
        return ("content of " + name).getBytes(StandardCharsets.UTF_8);
    }

    /** Writes a Unix mode into the directory of the zip, as archivers on Unix do. */
    private void setUnixMode(String name, int mode) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(zip)).order(ByteOrder.LITTLE_ENDIAN);
        int directory = bytes.getInt(bytes.limit() - 6);
        for (int at = directory; bytes.getInt(at) == 0x02014b50; ) {
            int nameBytes = bytes.getShort(at + 28);
            if (new String(bytes.array(), at + 46, nameBytes, StandardCharsets.UTF_8).equals(name)) {
                bytes.putInt(at + 38, mode << 16);
            }
            at += 46 + nameBytes + bytes.getShort(at + 30) + bytes.getShort(at + 32);
        }
        Files.write(zip, bytes.array());
    }

    private static List<String> tree(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !file.equals(folder))
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
