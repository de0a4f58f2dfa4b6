package restyle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import restyle.cli.command.JvmErrors;
import restyle.cli.report.Console;
import restyle.cli.report.ConsoleCommand;
import restyle.cli.report.ExitCode;
import restyle.cli.report.QuietProgress;
import restyle.cli.start.Surroundings;
import restyle.cli.support.SupportReport;
import restyle.files.TemporaryFolder;
import restyle.job.Job;
import restyle.job.Target;
import restyle.job.check.ClipRequest;
import restyle.job.check.JobResolver;
import restyle.job.options.JobOptions;
import restyle.media.MediaPath;
import restyle.media.VideoReader;
import restyle.media.codec.VideoCodec;
import restyle.media.read.VideoReaders;
import restyle.models.model.Checkpoint;
import restyle.models.runtime.CudaBuild;
import restyle.models.runtime.Device;
import restyle.models.runtime.ProviderDevice;
import restyle.pipeline.Pipeline;
import restyle.pipeline.networks.NetworkCache;
import restyle.plugins.host.PluginHost;
import restyle.plugins.host.PluginReport;

/** Says whether this machine is ready: Java, natives, devices, models, plugins, and a tiny clip rendered and compared. */
@Command(
        name = "doctor",
        description = "Checks whether this machine is ready; the exit code is 3 if not.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements ConsoleCommand {

    private static final int FRAMES = 18;
    private static final int SIDE = 64;

    /** Rounding differs a little between processors; a wrong network differs by far more. In grey levels, on average. */
    private static final double ALLOWED = 1.5;

    /** A frame of the test pattern as this pack renders it; part of the pack. */
    private static final String EXPECTED = "doctor.png";

    @Option(
            names = "--write-expected",
            paramLabel = "FILE",
            hidden = true,
            description = "For those who make packs: write the frame to compare with.")
    Path writeExpected;

    @Option(
            names = "--device",
            paramLabel = "NAME",
            description = "Look at this device, too; for ep:LIBRARY, list those that the library offers.")
    String device;

    @Option(
            names = "--report",
            paramLabel = "FILE.zip",
            description = "Also write what to send with a bug report, without names of your files. Nothing is sent.")
    Path report;

    private final Console console;
    private final List<String> lines = new ArrayList<>();
    private boolean healthy = true;

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        check(
                "java",
                () -> System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch") + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors");
        check(
                "folder",
                () -> console.home().data()
                        + (Files.isDirectory(console.home().data()) ? "" : " (does not exist yet)"));
        check("telemetry", DoctorCommand::telemetry);
        check("device", this::devices);
        if (device != null) {
            check("device", this::askedFor);
        }
        check("encoders", VideoCodec::describe);
        check("on devices", VideoCodec::describeDevices);
        check(
                "starter pack",
                () -> console.home().starterPack() + ", prediction "
                        + Checkpoint.open(console.home().starterPack())
                                .prediction()
                                .toString()
                                .toLowerCase(Locale.ROOT));
        try (PluginHost plugins = PluginHost.open(console.home().pluginRoots())) {
            plugins.reports().forEach(this::plugin);
            check("render", () -> render(plugins));
        }
        if (report != null) {
            List<String> parts = new SupportReport(console.home(), Version.number(), lines).write(report);
            console.say(
                    "%s has %s; it has no names of your files, and nothing was sent: look into it, and send it yourself"
                            .formatted(report, String.join(", ", parts)));
        }
        return (healthy ? ExitCode.DONE : ExitCode.FAILED).number();
    }

    private void check(String what, Callable<String> check) {
        try {
            report(true, what, check.call());
        } catch (LinkageError e) {
            report(false, what, JvmErrors.explain(e).orElse(e.toString()));
        } catch (Exception e) {
            boolean named = e.getMessage() == null || e instanceof IOException; // whose message may be a path alone
            report(false, what, named ? e.toString() : e.getMessage());
        }
    }

    private void report(boolean ok, String what, String text) {
        healthy &= ok;
        String line = String.format(Locale.ROOT, "%-4s %-13s %s", ok ? "ok" : "FAIL", what, text);
        lines.add(line);
        console.out().println(line);
    }

    private static String telemetry() {
        if (Surroundings.ofThisProcess().reports()) {
            throw new IllegalStateException("ONNX Runtime reports to its maker; set ORT_DISABLE_TELEMETRY=1");
        }
        return "none: restyle sends nothing to anybody, and what ONNX Runtime would send is turned off";
    }

    private String devices() {
        Device first = Device.find("auto");
        Optional<String> obstacle = new Device(Device.Kind.CUDA, 0).obstacle();
        String build = CudaBuild.find().map(cuda -> "; " + cuda).orElse("");
        return first + obstacle.map(reason -> " (no cuda: " + reason + ")").orElse("") + build;
    }

    private String askedFor() {
        String offered = device.startsWith(ProviderDevice.PREFIX)
                ? " (" + String.join("; ", ProviderDevice.find(device).offered()) + ")"
                : "";
        return Device.find(device) + offered;
    }

    private void plugin(PluginReport report) {
        if (report instanceof PluginReport.Loaded loaded) {
            report(true, "plugin", loaded.plugin() + ": " + String.join(", ", loaded.names()));
        } else if (report instanceof PluginReport.Failed failed) {
            report(false, "plugin", failed.path() + ": " + failed.reason());
        }
    }

    private String render(PluginHost plugins) throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.create();
                NetworkCache cache = new NetworkCache()) {
            Path in = Files.createDirectory(folder.path().resolve("in"));
            Path out = Files.createDirectory(folder.path().resolve("out"));
            JobOptions options = new JobOptions();
            options.size = "source";
            options.every = 1;
            options.device = "cpu";
            options.noMapCache = true;
            Job job = new JobResolver(console.home(), plugins)
                    .resolve(ClipRequest.of(
                            new TestPattern(SIDE, SIDE).write(in, FRAMES),
                            Target.fresh(out.resolve("%05d.png").toString()),
                            options))
                    .job();
            Pipeline.restyle(job, plugins, cache, new QuietProgress(console));
            Path frame = out.resolve(String.format(Locale.ROOT, "%05d.png", FRAMES - 1));
            if (writeExpected != null) {
                Files.copy(frame, writeExpected, StandardCopyOption.REPLACE_EXISTING);
                return "wrote " + writeExpected;
            }
            return compare(frame, console.home().starterPack().resolve(EXPECTED));
        }
    }

    private static String compare(Path found, Path expected) {
        byte[] a = pixels(found);
        byte[] b = pixels(expected);
        double difference = 0;
        for (int i = 0; i < a.length; i++) {
            difference += Math.abs((a[i] & 0xFF) - (b[i] & 0xFF)) / (double) a.length;
        }
        if (!(a.length == b.length && difference <= ALLOWED)) {
            throw new IllegalStateException(
                    "a clip rendered here differs from %s by %.2f grey levels on average; up to %.1f are rounding. The networks compute wrongly on this machine"
                            .formatted(expected, difference, ALLOWED));
        }
        return String.format(Locale.ROOT, "%d frames, %.2f grey levels from the expected frame", FRAMES, difference);
    }

    private static byte[] pixels(Path picture) {
        try (VideoReader reader = VideoReaders.open(MediaPath.input(picture.toString()), 1, notice -> {})) {
            return reader.next().orElseThrow().frame().rgb();
        }
    }
}
