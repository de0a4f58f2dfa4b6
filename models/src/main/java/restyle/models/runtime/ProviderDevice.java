package restyle.models.runtime;

import ai.onnxruntime.OrtEpDevice;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import restyle.models.graph.ModelException;

/**
 * A device of an execution provider that comes as a library of its own: Intel's for OpenVINO, for example.
 *
 * @param library the provider's library, absolute
 * @param index which of the devices that it offers here, from 0
 * @param options passed on to the provider
 */
public record ProviderDevice(Path library, int index, Map<String, String> options) {

    /** What names of such devices begin with. */
    public static final String PREFIX = "ep:";

    /** What follows the library: an option of the provider. */
    private static final Pattern OPTION = Pattern.compile("(.*),([A-Za-z][A-Za-z0-9_.]*)=([^,]*)");

    /** What follows the library: which of its devices, by number or by kind. */
    private static final Pattern WHICH = Pattern.compile("(.*):([0-9]{1,4}|cpu|gpu|npu)");

    /** Keeps what it is given as it is. */
    public ProviderDevice {
        options = Map.copyOf(options);
    }

    /**
     * Finds the device that {@code ep:LIBRARY[:DEVICE][,OPTION=VALUE]...} names; DEVICE is a number in the library's own list, or {@code cpu},
     * {@code gpu} or {@code npu} for its first of that kind. Without it, the library's first device is meant.
     *
     * @throws ModelException if there is no such file, it is no provider, or it offers no such device here: the message lists those it offers
     */
    public static ProviderDevice find(String name) {
        String rest = name.substring(PREFIX.length());
        Map<String, String> options = new LinkedHashMap<>();
        for (Matcher m = OPTION.matcher(rest); m.matches(); m = OPTION.matcher(rest)) {
            options.put(m.group(2), m.group(3));
            rest = m.group(1);
        }
        Matcher which = WHICH.matcher(rest);
        boolean named = which.matches() && !isFile(rest);
        Path library = Path.of(named ? which.group(1) : rest).toAbsolutePath().normalize();
        List<OrtEpDevice> devices = ProviderLibraries.devices(library);
        int index = named ? index(which.group(2), devices) : 0;
        if (index < 0 || index >= devices.size()) {
            throw new ModelException("%s offers no device %s here; it offers %s"
                    .formatted(library, named ? which.group(2) : "at all", listed(devices)));
        }
        return new ProviderDevice(library, index, options);
    }

    /** Tells whether a name is that of a file; on Windows, names with a colon in the middle are no paths at all. */
    private static boolean isFile(String name) {
        try {
            return Files.exists(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static int index(String which, List<OrtEpDevice> devices) {
        if (Character.isDigit(which.charAt(0))) {
            return Integer.parseInt(which);
        }
        return devices.stream()
                .map(device -> device.getDevice().getType().toString().toLowerCase(Locale.ROOT))
                .toList()
                .indexOf(which);
    }

    private static String listed(List<OrtEpDevice> devices) {
        return devices.isEmpty() ? "none" : String.join("; ", descriptions(devices));
    }

    /**
     * Describes the devices that a library offers here, each by its number, the provider and the hardware.
     *
     * @throws ModelException if there is no such file, or it is no provider
     */
    public List<String> offered() {
        return descriptions(ProviderLibraries.devices(library));
    }

    private static List<String> descriptions(List<OrtEpDevice> devices) {
        List<String> described = new ArrayList<>();
        for (OrtEpDevice device : devices) {
            described.add("%d: %s on %s of %s"
                    .formatted(
                            described.size(),
                            device.getEpName(),
                            device.getDevice().getType().toString().toLowerCase(Locale.ROOT),
                            device.getDevice().getVendor()));
        }
        return described;
    }

    OrtEpDevice device() {
        return ProviderLibraries.devices(library).get(index);
    }

    /** Returns the name that finds it. */
    @Override
    public String toString() {
        return PREFIX + library + ":" + index
                + options.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(option -> "," + option.getKey() + "=" + option.getValue())
                        .collect(Collectors.joining());
    }
}
