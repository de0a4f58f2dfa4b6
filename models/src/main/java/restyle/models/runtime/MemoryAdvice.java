package restyle.models.runtime;

import java.util.regex.Pattern;

/** Says what to do where a device's memory does not suffice for a network. */
final class MemoryAdvice {

    /** As ONNX Runtime, the C++ library and CUDA's libraries say it. */
    private static final Pattern EXHAUSTED = Pattern.compile(
            "failed to allocate memory|bad_alloc|bad allocation|status_alloc_failed|out of memory",
            Pattern.CASE_INSENSITIVE);

    private MemoryAdvice() {}

    /**
     * Completes the message of a failure.
     *
     * @param message of the runtime
     * @return the message, with what to do behind it if memory was short
     */
    static String complete(String message, Compute compute) {
        if (message == null || !EXHAUSTED.matcher(message).find()) {
            return message;
        }
        boolean cuda = compute.device().kind() == Device.Kind.CUDA;
        return message + "; the memory of " + compute.device()
                + " does not suffice: a smaller --size or a shorter --context needs less"
                + (cuda ? ", and so does --precision fp16; other programs may hold some of the card's" : "");
    }
}
