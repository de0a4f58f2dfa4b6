package restyle.job.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import restyle.job.FrameRange;
import restyle.job.PixelSize;
import restyle.job.SizeOption;

class OptionFormsTest {

    @Test
    void takesAControlApart() {
        ControlOption control = ControlOption.parse("hed,net=softedge,scale=0.8,start=0.1,end=0.9,safe=true");
        assertEquals("hed", control.name());
        assertEquals("softedge", control.net().orElseThrow());
        assertEquals(0.8, control.scale());
        assertEquals(0.1, control.range().start());
        assertEquals(0.9, control.range().end());
        assertEquals(Map.of("safe", "true"), control.settings());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hed",
                "hed,net=softedge,scale=0.8",
                "hed,net=\"/films, 2024/soft, edge\",scale=0.8",
                "\"/films, 2024/model.pth\",tile=64",
                "hed,net=12\"x,map=a\"b",
                "hed,net=\"C:\\films, 2024\\net\",map=\"C:\\a,b\\\"",
                "text,words=a=b,more=\"a=b,c=d\""
            })
    void writesSettingsAsItReadsThem(String text) {
        assertEquals(text, NamedSettings.parse(text).toString());
    }

    @Test
    void aValueInQuotesMayHaveCommas() {
        NamedSettings said = NamedSettings.parse("hed, net = \"/films, 2024/net\" ,scale=0.8, map=a\"b,");
        assertEquals(Map.of("net", "/films, 2024/net", "scale", "0.8", "map", "a\"b"), said.settings());
        assertThrows(IllegalArgumentException.class, () -> NamedSettings.parse("hed,net=\"/films, 2024/net"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    hed,scale=much     | scale: expected a number, found 'much'
                    hed,scale          | expected key=value after 'hed', found 'scale'
                    hed,start=0.5,end=0.2 | expected 0 <= start <= end <= 1, found start 0.5 and end 0.2
                    file,net=x         | file needs map=PATH: a video or a sequence like maps/%05d.png
                    net=x              | expected NAME[,key=value]..., found 'net=x'
                    hed,net=a,net=b    | hed: 'net' is given twice
                    """)
    void saysWhatIsWrongWithAControl(String text, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> ControlOption.parse(text))
                        .getMessage());
    }

    @Test
    void readsFrameRanges() {
        assertEquals(new FrameRange(3, 9), FrameRange.parse("3-9"));
        assertEquals(new FrameRange(3, 9), FrameRange.parse("3..9"));
        assertEquals(new FrameRange(3, 3), FrameRange.parse("3"));
        assertEquals(new FrameRange(3, Long.MAX_VALUE), FrameRange.parse("3-"));
        assertEquals(
                "the last frame 3 comes before the first 9",
                assertThrows(IllegalArgumentException.class, () -> FrameRange.parse("9-3"))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> FrameRange.parse("-3"));
    }

    @ParameterizedTest
    @CsvSource({
        "512x288, 1280, 720, 512x288",
        "512, 1280, 720, 910x512",
        "512, 720, 1280, 512x910",
        "source, 101, 57, 101x57",
    })
    void makesPixelsOfASize(String text, int width, int height, String expected) {
        assertEquals(expected, SizeOption.parse(text).resolve(width, height).toString());
    }

    @Test
    void fitsTheModelsAreaInMultiplesOfWhatItNeeds() {
        SizeOption area = new SizeOption.Area(512 * 512, 8);
        assertEquals("680x384", area.resolve(1280, 720).toString());
        assertEquals("512x512", area.resolve(100, 100).toString());
        assertEquals("384x680", area.resolve(540, 960).toString());
    }

    @ParameterizedTest
    @CsvSource({"0", "0x100", "axb", "-5", "9000"})
    void refusesSizesThatAreNone(String text) {
        assertThrows(IllegalArgumentException.class, () -> SizeOption.parse(text));
    }

    @Test
    void padsToMultiples() {
        assertEquals("544x960", new PixelSize(540, 960).padded(8).toString());
        assertEquals("8x8", new PixelSize(8, 1).padded(8).toString());
    }
}
