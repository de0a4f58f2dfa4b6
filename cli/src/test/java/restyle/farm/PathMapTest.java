package restyle.farm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathMapTest {

    private static final PathMap MAP = new PathMap(List.of(
            PathMap.Entry.parse("/films, 2024/=/mnt/last year"),
            PathMap.Entry.parse("/films=/mnt/films/"),
            PathMap.Entry.parse("D:\\nets=/mnt/nets")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/films                                | /mnt/films",
                "/films/a.mkv                          | /mnt/films/a.mkv",
                "/filmstrip/a.mkv                      | /filmstrip/a.mkv",
                "/my/films/a.mkv                       | /my/films/a.mkv",
                "/films/a.png:0.5                      | /mnt/films/a.png:0.5",
                "hed,net=/films/n,map=/films/m/*.png   | hed,net=/mnt/films/n,map=/mnt/films/m/*.png",
                "hed,net=\"/films, 2024/n\",scale=0.5  | hed,net=\"/mnt/last year/n\",scale=0.5",
                "\"/films, 2024\"                      | \"/mnt/last year\"",
                "hed,net=D:\\nets\\n                   | hed,net=/mnt/nets\\n",
            })
    void replacesFoldersWhereverAPathMayStand(String planned, String here) {
        assertEquals(here, MAP.of(planned));
    }
}
