package restyle.dist;

import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Attributes;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;
import restyle.cli.Main;
import restyle.cli.report.Console;
import restyle.files.Home;

/**
 * Writes the manual, a page a command: first as AsciiDoc, then as what {@code man} shows. It takes a folder
 * for each, and the time that the pages are dated.
 */
final class ManPages {

    /** A label must not be broken into lines, which man does itself. */
    private static final int WIDE = 10_000;

    private ManPages() {}

    public static void main(String[] args) throws Exception {
        Path source = Path.of(args[0]);
        File pages = Files.createDirectories(Path.of(args[1])).toFile();
        Home nowhere = new Home(Path.of("distribution"), Path.of("data"));
        Console console = new Console(InputStream.nullInputStream(), System.out, System.err, false, nowhere);
        CommandSpec root = Main.commandLine(console).setUsageHelpWidth(WIDE).getCommandSpec();
        if (ManPageGenerator.generateManPage(source.toFile(), null, new boolean[0], true, root) != 0) {
            throw new IllegalStateException("the manual was not written");
        }
        Attributes dated = Attributes.builder()
                .attribute("docdate", args[2].substring(0, 10))
                .attribute("reproducible", "")
                .build();
        Options options = Options.builder()
                .backend("manpage")
                .safe(SafeMode.UNSAFE)
                .toDir(pages)
                .attributes(dated)
                .build();
        List<Path> files;
        try (Stream<Path> found = Files.list(source)) {
            files = found.filter(file -> file.toString().endsWith(".adoc"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) { // what AsciiDoc would take for a macro
            Files.writeString(file, Files.readString(file).replaceAll("\\[([:,][A-Za-z=]+)\\]", "{startsb}$1{endsb}"));
        }
        try (Asciidoctor asciidoctor = Asciidoctor.Factory.create()) {
            files.forEach(file -> asciidoctor.convertFile(file.toFile(), options));
        }
    }
}
