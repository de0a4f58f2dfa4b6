package restyle.models.check.run;

/**
 * Something that a network can be told beside its weights and tensors.
 *
 * @param name as it is written on a command line, with its dashes
 * @param value what stands for the value in a help text; empty for an option without a value
 * @param description for the help text
 * @param repeatable whether it may be given several times
 */
public record RunOption(String name, String value, String description, boolean repeatable) {

    /** Returns an option that takes one value and is given at most once. */
    static RunOption single(String name, String value, String description) {
        return new RunOption(name, value, description, false);
    }

    /** Returns an option that takes a value and may be given several times; the order counts. */
    static RunOption repeated(String name, String value, String description) {
        return new RunOption(name, value, description, true);
    }

    /** Returns an option that is there or not. */
    static RunOption flag(String name, String description) {
        return new RunOption(name, "", description, false);
    }

    /** Returns whether it is there or not, rather than taking a value. */
    public boolean isFlag() {
        return value.isEmpty();
    }
}
