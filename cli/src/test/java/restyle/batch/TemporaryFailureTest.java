package restyle.batch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import restyle.files.FileFailure;
import restyle.job.JobException;
import restyle.media.VideoException;
import restyle.models.graph.ModelException;

/** Which failures the same job may not meet again. */
class TemporaryFailureTest {

    private static ModelException network(String told) {
        // what JavaCPP makes of an exception in C++; ONNX Runtime's own is known by its package
        return new ModelException("the network failed: " + told, new RuntimeException(told));
    }

    @Test
    void memoryDisksAndDevicesMayBeThereTheNextTime() {
        FileSystemException full = new FileSystemException("/scratch/a.frames", null, "No space left on device");
        for (Throwable failure : List.of(
                new OutOfMemoryError("Java heap space"),
                new OutOfMemoryError(),
                new IllegalStateException("a stage failed", new OutOfMemoryError("Direct buffer memory")),
                new FileFailure(Path.of("/scratch/a.frames"), "cannot be written", full),
                new FileFailure("cannot keep finished frames in /x", new IOException("Disk quota exceeded")),
                new UncheckedIOException(new IOException("Stale file handle")),
                new JobException("/x: cannot keep finished frames: No space left on device", full),
                new VideoException("/out/styled.mp4: cannot write: No space left on device"),
                new VideoException("/in/a.mp4: cannot decode: Cannot allocate memory"),
                network("Failed to allocate memory for requested buffer of size 268435456"),
                network("std::bad_alloc"),
                network("CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED ; GPU=0"),
                network("CUDA failure 2: out of memory ; GPU=0"),
                network("CUDA failure 719: unspecified launch failure ; GPU=0"))) {
            assertTrue(TemporaryFailure.is(failure), failure::toString);
        }
    }

    @Test
    void whatIsWrongWithTheJobIsWrongEveryTime() {
        for (Throwable failure : List.of(
                new JobException("-o out of memory.mp4: already exists"),
                new OutOfMemoryError("Requested array size exceeds VM limit"),
                new FileFailure(Path.of("/no space left on device/a"), "cannot be read", new IOException("gone")),
                new VideoException("/disk quota exceeded/a.mp4: cannot read: Invalid data found"),
                new VideoException("/out/styled.mp4: cannot write: File too large"),
                new ModelException("out of memory.safetensors is no model"),
                new StackOverflowError(),
                new IllegalStateException("bad_alloc"),
                network("Non-zero status code returned while running Conv node"))) {
            assertFalse(TemporaryFailure.is(failure), failure::toString);
        }
    }
}
