package restyle.cli.farm;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import restyle.farm.PathMap;
import restyle.farm.Plan;
import restyle.farm.PlanFile;

/** Which plan, as this machine sees it. */
public final class PlanArgument {

    @Parameters(paramLabel = "PLAN", description = "What 'restyle plan' wrote: plan.yaml, or its folder.")
    Path file;

    @Option(
            names = "--path-map",
            paramLabel = "FROM=TO",
            converter = EntryConverter.class,
            description = "A folder of the plan that is called otherwise here; may be repeated.")
    List<PathMap.Entry> maps = List.of();

    /** Reads {@code FROM=TO}. */
    static final class EntryConverter implements ITypeConverter<PathMap.Entry> {
        @Override
        public PathMap.Entry convert(String text) {
            try {
                return PathMap.Entry.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /**
     * Reads the plan.
     *
     * @throws restyle.job.JobException if it is none
     */
    public Plan read() {
        return PlanFile.read(file, new PathMap(maps));
    }
}
