package restyle.farm.submit;

import java.util.List;
import java.util.Optional;

/**
 * An engine that runs arrays of tasks on many machines.
 *
 * @param name as users write it; also that of the folder with its templates
 * @param files that a job consists of, each with a template; the last, a shell script, submits it
 * @param clients programs that submit, of which one has to be there
 */
public record FarmEngine(String name, List<String> files, List<String> clients) {

    /** The script that submits a job. */
    static final String SUBMIT = "submit.sh";

    /** All that are known. */
    public static final List<FarmEngine> ALL = List.of(
            new FarmEngine("slurm", List.of("segments.sh", "merge.sh", SUBMIT), List.of("sbatch")),
            new FarmEngine("openjd", List.of("template.yaml", SUBMIT), List.of("deadline", "openjd")),
            new FarmEngine("flamenco", List.of("restyle.js", "job.json", SUBMIT), List.of("curl")),
            new FarmEngine("k8s", List.of("segments.yaml", "merge.yaml", SUBMIT), List.of("kubectl")),
            new FarmEngine("parallel", List.of(SUBMIT), List.of("parallel")));

    /** Finds an engine by its name. */
    public static Optional<FarmEngine> named(String name) {
        return ALL.stream().filter(engine -> engine.name.equals(name)).findFirst();
    }
}
