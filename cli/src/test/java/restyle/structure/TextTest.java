package restyle.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who prints, how numbers become text, and who names, replaces and reads files. */
class TextTest {

    @Test
    void onlyTheCommandLinePrintsAndExits() {
        List<String> wrong = JavaFile.MAIN.stream()
                .filter(file -> !file.packageName().startsWith("restyle.cli"))
                .filter(file -> file.text().matches("(?s).*\\bSystem\\.(out|err|exit)\\b.*"))
                .map(JavaFile::name)
                .toList();
        assertEquals(List.of(), wrong);
    }

    /**
     * Numbers are written with western digits and a point, whatever the user's language: in names, headers, filters, tables. What is
     * thrown or told in the same statement is for people.
     */
    @Test
    void machineTextDependsOnNoLocale() {
        Pattern number = Pattern.compile("%[-#+ 0,(]*\\d*(\\.\\d+)?[dfeEgG]");
        Pattern formats = Pattern.compile("\\.formatted\\(|\\bprintf\\(|\\bString\\.format\\(");
        Pattern people = Pattern.compile("throw |Exception\\(|Failure\\(|\\bsay\\(|problems\\b.*\\.add\\("
                + "|(notices|warnings)\\b.*(accept|add)\\(|\\bnotice\\(");
        List<String> wrong = new ArrayList<>();
        for (JavaFile file : JavaFile.MAIN) {
            for (String statement : file.text().split("(?<=[;{}])\\s*\\n")) {
                String line = statement.strip().replaceAll("\\s+", " ");
                boolean formatsNumber =
                        formats.matcher(line).find() && number.matcher(line).find();
                boolean inLocale =
                        line.contains("Locale.ROOT") || people.matcher(line).find();
                if (formatsNumber && !inLocale || line.matches(".*\\.to(Lower|Upper)Case\\(\\).*")) {
                    wrong.add(file.name() + ": " + line);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void onePackageNamesReplacesAndReadsFiles() {
        // Modules that restyle.files cannot be used by have each their own place.
        Set<String> owners = Set.of(
                "SafetensorsWriter",
                "SpilledTensors",
                "WeightsFile",
                "WeightsFolder",
                "OnnxFile",
                "PluginInstaller",
                "PluginHost");
        Pattern owned = Pattern.compile("Files\\s*\\.(move|createTemp\\w+)\\(|ATOMIC_MOVE|deleteOnExit|\"\\.part\"");
        Pattern text =
                Pattern.compile("Files\\s*\\.(readString|readAllLines|lines|newBufferedReader|newBufferedWriter)\\(");
        List<String> wrong = new ArrayList<>();
        for (JavaFile file : JavaFile.MAIN) {
            String type = file.typeName();
            if (!file.packageName().equals("restyle.files") && !owners.contains(type)) {
                boolean reads = file.name().startsWith("cli") && !type.equals("PeakMemory"); // the system's own text
                if (owned.matcher(file.text()).find()
                        || reads && text.matcher(file.text()).find()) {
                    wrong.add(file.name());
                }
            }
        }
        assertEquals(List.of(), wrong);
    }
}
