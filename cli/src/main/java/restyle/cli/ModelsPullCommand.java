package restyle.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import restyle.catalogue.Catalogue;
import restyle.catalogue.CatalogueEntry;
import restyle.catalogue.CatalogueException;
import restyle.catalogue.Downloads;
import restyle.catalogue.Fetched;
import restyle.catalogue.ModelAddress;
import restyle.cli.command.ModelsFolder;
import restyle.cli.report.ByteCount;
import restyle.cli.report.Console;
import restyle.cli.report.ConsoleCommand;
import restyle.cli.report.DownloadProgress;
import restyle.cli.report.ExitCode;

/** Fetches model files, by their name in the catalogue or by their address. */
@Command(
        name = "pull",
        description = "Fetches model files into the models folder; continues an interrupted pull.",
        footer =
                "%nHF_ENDPOINT names a mirror of huggingface.co, HF_TOKEN your token there; https_proxy, http_proxy and"
                        + " no_proxy count as everywhere.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ModelsPullCommand implements ConsoleCommand {

    @Parameters(
            paramLabel = "NAME|URL",
            arity = "1..*",
            description = "As 'restyle models list' shows them, or https://...")
    List<String> names;

    @Option(names = "--sha256", paramLabel = "HEX", description = "What the content has to be; for one file.")
    Optional<String> sha256;

    @Option(names = "--as", paramLabel = "FILE", description = "Name in the models folder; for one address.")
    Optional<String> as;

    @Option(names = "--yes", description = "Do not ask; the licences are accepted.")
    boolean yes;

    @Mixin
    ModelsFolder models;

    @Option(
            names = "--shared",
            paramLabel = "DIR",
            description = "Keep the files in this folder, for several users; the models folder gets links to them.")
    Optional<Path> shared;

    @Spec
    CommandSpec spec;

    private final Console console;

    ModelsPullCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (names.size() > 1 && (sha256.isPresent() || as.isPresent())) {
            throw usage("--sha256 and --as are for one file, found " + names.size());
        }
        try {
            Catalogue catalogue = Catalogue.of(console.home());
            List<CatalogueEntry> entries =
                    names.stream().map(name -> entry(catalogue, name)).toList();
            Downloads downloads = downloads();
            Path own = models.of(console).toAbsolutePath();
            Path folder = shared.map(Path::toAbsolutePath).orElse(own);
            if (!isAccepted(missing(entries, folder))) {
                return ExitCode.USAGE.number();
            }
            for (CatalogueEntry entry : entries) {
                tell(downloads.fetch(entry, folder));
                link(entry.in(folder), entry.in(own));
            }
            return ExitCode.DONE.number();
        } catch (CatalogueException e) {
            console.say(e.getMessage());
            return ExitCode.FAILED.number();
        }
    }

    private Downloads downloads() {
        try {
            return Downloads.of(System.getenv(), new DownloadProgress(console));
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    /** What a name or an address stands for; what the command line says of it counts more than the catalogue. */
    private CatalogueEntry entry(Catalogue catalogue, String name) {
        try {
            Optional<String> hash = sha256.map(CatalogueEntry::checkedSha256);
            if (!ModelAddress.isAddress(name)) {
                CatalogueEntry known = catalogue.named(name);
                return new CatalogueEntry(
                        known.kind(),
                        as.map(ModelAddress::checkedName).orElse(known.file()),
                        known.address(),
                        known.page(),
                        known.licence(),
                        hash.isPresent() ? Optional.empty() : known.size(),
                        hash.or(known::sha256));
            }
            URI address = ModelAddress.parse(name);
            String file = as.isPresent() ? ModelAddress.checkedName(as.get()) : ModelAddress.fileName(address);
            Optional<Long> size = Optional.empty();
            return new CatalogueEntry(
                    "model", file, Optional.of(address), Optional.empty(), Optional.empty(), size, hash);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage() + (ModelAddress.isAddress(name) && as.isEmpty() ? "; name it with --as" : ""));
        }
    }

    private static List<CatalogueEntry> missing(List<CatalogueEntry> entries, Path folder) {
        return entries.stream()
                .filter(entry -> entry.address().isPresent() && !Files.exists(entry.in(folder)))
                .toList();
    }

    /** Shows what is to be fetched and under which licences, and asks once. */
    private boolean isAccepted(List<CatalogueEntry> missing) throws IOException {
        if (missing.isEmpty()) {
            return true;
        }
        for (CatalogueEntry entry : missing) {
            List<String> facts = new ArrayList<>(List.of(entry.kind()));
            entry.size().map(ByteCount::text).ifPresent(facts::add);
            facts.add("licence: " + entry.licence().orElse("not known here; read it where the file is published"));
            entry.page().map(URI::toString).ifPresent(facts::add);
            console.say(entry.file() + ": " + String.join(", ", facts));
        }
        if (yes) {
            return true;
        }
        String answer = console.terminal() ? ask() : null;
        if (answer == null) {
            console.say("nobody is there to accept the licence; read it, and say --yes");
            return false;
        }
        boolean accepted = List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
        if (!accepted) {
            console.say("not accepted; nothing was fetched");
        }
        return accepted;
    }

    private String ask() throws IOException {
        console.err().print("Fetch, and accept the licence? [y/N] ");
        console.err().flush();
        return new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8)).readLine();
    }

    private void tell(Fetched file) {
        String hash = file.verified()
                ? "its sha256 is right"
                : "its sha256 is " + file.sha256() + ", and nobody said what it has to be";
        console.say(file.file() + (file.fetched() ? " is there now; " : " is there already; ") + hash);
    }

    /** Makes a file in a shared folder known by its name in the user's. */
    private void link(Path file, Path name) throws IOException {
        if (shared.isEmpty() || Files.exists(name)) {
            return;
        }
        try {
            Files.createDirectories(name.getParent());
            Files.deleteIfExists(name); // a link to what is no longer there
            Files.createSymbolicLink(name, file);
        } catch (IOException | UnsupportedOperationException e) {
            throw new CatalogueException(
                    "%s is there, but no link to it can be made in %s; say --models %s where you use it"
                            .formatted(file, name.getParent(), file.getParent()),
                    e);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
