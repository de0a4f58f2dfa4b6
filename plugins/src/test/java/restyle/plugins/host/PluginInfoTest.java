package restyle.plugins.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginInfoTest {

    private static final String GOOD = "plugin.id=canny\nplugin.version=1.0.0\nplugin.requires=0.1.0\n";

    @TempDir
    Path folder;

    @Test
    void readsUtf8() throws IOException {
        PluginInfo plugin = read(GOOD + "plugin.provider=Zoë\nplugin.license=MIT\n");
        assertEquals(new PluginInfo("canny", "1.0.0", "0.1.0", "Zoë", "", "MIT"), plugin);
    }

    @Test
    void readsWhatWindowsEditorsSave() throws IOException {
        assertEquals("canny", read("\uFEFF" + GOOD.replace("\n", "\r\n")).id());
        Files.write(folder.resolve(PluginInfo.FILE), new byte[] {(byte) 0xff, (byte) 0xfe, 'p', 0});
        PluginException e = assertThrows(PluginException.class, () -> PluginInfo.read(folder));
        assertEquals("plugin.properties is not text in UTF-8: save it as that", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            plugin.id=../x | plugin.id: expected letters, digits, '.', '_' and '-', found '../x'
            plugin.id= | plugin.id: expected letters, digits, '.', '_' and '-', found nothing
            plugin.version=new | plugin.version: expected a version such as 1.0.0, found 'new'
            plugin.requires= | plugin.requires: expected versions of restyle, such as 0.1.0, found nothing
            plugin.license=${plugin.license} | plugin.license is still '${plugin.license}': set that property in the POM
            plugin.class=acme.Start | plugin.class is not supported: restyle never starts a plugin class
            plugin.dependencies=other | plugin.dependencies is not supported: plugins are isolated
            plugin.id=\\u00zz | cannot be read: java.lang.IllegalArgumentException: Malformed
            """)
    void saysWhatIsWrong(String line, String problem) {
        PluginException e = assertThrows(PluginException.class, () -> read(GOOD + line));
        assertTrue(
                e.getMessage().startsWith("plugin.properties") && e.getMessage().contains(problem), e.getMessage());
    }

    private PluginInfo read(String text) throws IOException {
        Files.writeString(folder.resolve("plugin.properties"), text);
        return PluginInfo.read(folder);
    }
}
