package restyle.farm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import restyle.files.FileFailure;
import restyle.files.TextFile;
import restyle.job.Job;
import restyle.models.runtime.Device;

/**
 * What decides how a machine rounds: kind of device, precision, and for processors their architecture and the widest vectors that they have,
 * because ONNX Runtime has kernels of its own for each. How many threads there are is not among it: they share out what is computed, not the
 * order of a sum.
 */
final class MachineKind {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final List<String> VECTORS = List.of("avx512f", "avx2", "avx");

    private MachineKind() {}

    /** Describes what a job is computed on here, for people. */
    static String of(Job.Compute compute) {
        Device device = Device.find(compute.device());
        String kind = device.toString().replaceAll(":\\d+$", "");
        String named = kind + " " + device.precision(compute.precision());
        return kind.equals("cpu") ? named + " of " + System.getProperty("os.arch") + vectors() : named;
    }

    /** Only Linux tells; elsewhere processors of one architecture are taken for the same. */
    private static String vectors() {
        try {
            List<String> flags = Files.exists(PROCESSORS)
                    ? TextFile.read(PROCESSORS)
                            .lines()
                            .filter(line -> line.startsWith("flags"))
                            .limit(1)
                            .flatMap(line -> Stream.of(line.split("\\s+")))
                            .toList()
                    : List.of();
            return VECTORS.stream()
                    .filter(flags::contains)
                    .findFirst()
                    .map(widest -> " with " + widest)
                    .orElse("");
        } catch (FileFailure e) {
            return ""; // hidden by a sandbox
        }
    }
}
