package restyle.cli;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import restyle.cli.command.ThreadsOption;
import restyle.cli.report.Console;
import restyle.cli.report.ConsoleCommand;
import restyle.cli.report.ExitCode;
import restyle.models.check.run.NetworkRun;
import restyle.models.check.run.RunOption;
import restyle.models.check.run.RunOptions;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;

/** Runs one network; which there are and what they can be told is known to {@link NetworkRun} alone. */
@Command(
        name = "run",
        description = "Runs one network on tensors from a safetensors file.",
        mixinStandardHelpOptions = true,
        modelTransformer = ModelsRunCommand.NetworkOptions.class,
        sortOptions = false)
final class ModelsRunCommand implements ConsoleCommand {

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "NET", completionCandidates = NetworkNames.class, description = "${COMPLETION-CANDIDATES}")
    String network;

    @Option(names = "--weights", paramLabel = "FILE[,FILE]", split = ",", hideParamSyntax = true, required = true)
    List<Path> weights;

    @Option(names = "--in", paramLabel = "X.safetensors", description = "Tensors; 'text' with --text needs none.")
    Optional<Path> in;

    @Option(names = "--out", paramLabel = "Y.safetensors", required = true)
    Path out;

    @Option(names = "--device", paramLabel = "auto|cpu|cuda[:N]", defaultValue = "auto")
    String device;

    @Option(names = "--precision", paramLabel = "auto|fp32|tf32|fp16|int8", defaultValue = "auto")
    String precision;

    @Mixin
    ThreadsOption threads;

    private final Console console;

    ModelsRunCommand(Console console) {
        this.console = console;
    }

    /** The names of the networks, for help and completion. */
    static final class NetworkNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return NetworkRun.names().iterator();
        }
    }

    /** Adds the options that networks take. */
    static final class NetworkOptions implements IModelTransformer {
        @Override
        public CommandSpec transform(CommandSpec spec) {
            NetworkRun.options().forEach((option, networks) -> spec.addOption(option(option, networks)));
            return spec;
        }

        private static OptionSpec option(RunOption option, List<String> networks) {
            OptionSpec.Builder builder = OptionSpec.builder(option.name())
                    .description("For %s: %s".formatted(String.join(", ", networks), option.description()));
            if (option.isFlag()) {
                return builder.type(boolean.class).arity("0").build();
            }
            return (option.repeatable()
                            ? builder.type(List.class).auxiliaryTypes(String.class)
                            : builder.type(String.class))
                    .arity("1")
                    .paramLabel(option.value())
                    .build();
        }
    }

    @Override
    public Integer call() {
        if (!NetworkRun.names().contains(network)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no network '%s'; expected one of %s".formatted(network, String.join(", ", NetworkRun.names())));
        }
        Device found = Device.find(device);
        Compute compute = new Compute(
                found, threads.count(), Optional.of(console.home().weightsCache()), found.precision(precision));
        NetworkRun run = NetworkRun.of(network);
        in.ifPresentOrElse(
                tensors -> run.run(weights, given(), tensors, out, compute),
                () -> run.run(weights, given(), out, compute));
        return ExitCode.DONE.number();
    }

    private RunOptions given() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (RunOption option : NetworkRun.options().keySet()) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option.name())) {
                values.put(
                        option.name(),
                        spec.commandLine()
                                .getParseResult()
                                .matchedOption(option.name())
                                .stringValues());
            }
        }
        return new RunOptions(values);
    }
}
