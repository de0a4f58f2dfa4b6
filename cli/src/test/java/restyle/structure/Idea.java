package restyle.structure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Something of which there are several, each in a file of its own, that one list names: whoever adds one touches two files.
 *
 * @param name as the table of CONTRIBUTING has it
 * @param list the type that names them all; those of commands are several
 * @param members the files, one each
 */
record Idea(String name, Set<String> list, List<JavaFile> members) {

    /** The ideas that are built like this. */
    static final List<Idea> ALL = List.of(
            of("a sampler", Set.of("SamplerKind"), file -> file.text().contains(" implements Sampler {")),
            of(
                    "a network for `models run`",
                    Set.of("NetworkRun"),
                    file -> file.text().contains(" implements RunnableNetwork {")),
            of(
                    "an upscaler architecture",
                    Set.of("UpscalerModel"),
                    file -> file.text().contains(" implements UpscaleNet {")),
            of(
                    "a command",
                    Set.of("RestyleCommand", "ModelsCommand", "PluginsCommand"),
                    file -> file.text().contains(" implements ConsoleCommand {")));

    private static Idea of(String name, Set<String> list, Predicate<JavaFile> member) {
        return new Idea(name, list, JavaFile.MAIN.stream().filter(member).toList());
    }

    /** Returns for each member the other types that name it. */
    Map<String, Set<String>> knowers() {
        Map<String, Set<String>> knowers = new TreeMap<>();
        for (JavaFile member : members) {
            Pattern word = Pattern.compile("\\b" + member.typeName() + "\\b");
            Set<String> others = new TreeSet<>();
            JavaFile.MAIN.stream()
                    .filter(file -> !file.equals(member) && file.text().contains(member.typeName()))
                    .filter(file -> word.matcher(file.text()).find())
                    .forEach(file -> others.add(file.typeName()));
            knowers.put(member.typeName(), others);
        }
        return knowers;
    }
}
