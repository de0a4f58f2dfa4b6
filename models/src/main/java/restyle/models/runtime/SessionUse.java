package restyle.models.runtime;

/**
 * What a session has done so far.
 *
 * @param loadSeconds that loading it took
 * @param calls that have ended
 * @param seconds that those took together
 * @param operations of one call: multiplications and additions; 0 if the network comes from an {@code .onnx} file
 */
public record SessionUse(double loadSeconds, long calls, double seconds, long operations) {

    /** Returns the seconds of one call on average; 0 if there was none. */
    public double secondsPerCall() {
        return calls == 0 ? 0 : seconds / calls;
    }

    /** Returns billions of operations a second; 0 if nothing is known. */
    public double gigaOperationsPerSecond() {
        return seconds == 0 ? 0 : operations * calls / seconds / 1e9;
    }
}
