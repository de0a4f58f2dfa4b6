package restyle.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which package uses which, and who may touch which library. */
class ArrowsTest {

    /** Libraries that only one package may know. */
    private static final Map<String, Set<String>> OWNERS = Map.of(
            "ai.onnxruntime", Set.of("restyle.models.runtime"),
            "org.bytedeco",
                    Set.of(
                            "restyle.media",
                            "restyle.vision",
                            "restyle.ink",
                            "restyle.preprocessors",
                            "restyle.finishers"),
            "org.apache.commons.compress", Set.of("restyle.plugins.archive"),
            "org.pf4j.ExtensionPoint", Set.of("restyle.plugins", "restyle.plugins.host"),
            "org.pf4j.Extension",
                    Set.of("restyle.plugins", "restyle.plugins.host", "restyle.preprocessors", "restyle.finishers"),
            "org.pf4j", Set.of("restyle.plugins", "restyle.plugins.host", "restyle.preprocessors", "restyle.finishers"),
            "java.net.http", Set.of("restyle.catalogue"),
            "com.fasterxml.jackson.dataformat", Set.of("restyle.job.options", "restyle.catalogue"),
            "picocli", Set.of("restyle.cli", "restyle.job.options"),
            "me.tongfei", Set.of("restyle.cli"));

    private static final Arrows ARROWS = Arrows.read();

    @Test
    void importsFollowTheArrows() {
        List<String> wrong = new ArrayList<>();
        Set<String> idle = new TreeSet<>(ARROWS.all());
        for (JavaFile file : JavaFile.MAIN) {
            String from = ARROWS.owner(file.packageName()).orElseThrow();
            for (String imported : file.imports()) {
                String target = imported.replaceAll("\\.[A-Z].*", "");
                if (imported.startsWith("restyle.") && !target.equals(file.packageName())) {
                    Optional<String> arrow = ARROWS.arrow(from, target);
                    arrow.ifPresentOrElse(
                            found -> idle.remove(Arrows.text(from, found)),
                            () -> wrong.add(file.name() + " imports " + imported));
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(Set.of(), idle, "arrows that nobody uses");
    }

    @Test
    void everyPackageIsOnTheMap() {
        Set<String> unknown = new TreeSet<>();
        JavaFile.MAIN.stream()
                .map(JavaFile::packageName)
                .filter(name -> ARROWS.owner(name).isEmpty())
                .forEach(unknown::add);
        assertEquals(Set.of(), unknown);
    }

    @Test
    void librariesStayWithTheirOwners() {
        List<String> wrong = new ArrayList<>();
        for (JavaFile file : JavaFile.MAIN) {
            for (String imported : file.imports()) {
                Arrows.owner(imported, OWNERS.keySet())
                        .filter(library -> !Arrows.isInOneOf(file.packageName(), OWNERS.get(library)))
                        .ifPresent(library -> wrong.add(file.name() + " imports " + imported));
            }
        }
        assertEquals(List.of(), wrong);
    }
}
