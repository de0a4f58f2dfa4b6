package restyle.farm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import restyle.pipeline.flow.FramePosition;
import restyle.pipeline.flow.MadeFrame;
import restyle.plugins.Frame;

class SegmentStoreTest {

    @TempDir
    Path folder;

    private SegmentStore store;
    private Segment segment;

    @BeforeEach
    void makePlan() {
        store = new SegmentStore(SmallPlan.in(folder));
        segment = store.plan().segments().get(1);
    }

    /** The path of a provider's library is part of what a device is called. */
    @ParameterizedTest
    @ValueSource(
            strings = {"cpu fp32 of amd64 with avx2", "ep:/m\u00f6bel/lib\u30ab.so fp32", "ep:/\uD83D\uDC31.so fp32"})
    void whatItHasWrittenIsWhole(String madeOn) {
        write(madeOn);
        assertEquals(new SegmentStore.State(Optional.empty(), madeOn), store.state(segment));
        try (SegmentReader reader = store.read(segment)) {
            for (int i = 0; i < 2; i++) {
                MadeFrame read = reader.next(at(i));
                assertArrayEquals(frame(i).image().rgb(), read.image().rgb());
                assertArrayEquals(frame(i).latents(), read.latents());
            }
        }
    }

    @Test
    void aByteThatChangedOrIsMissingOrTooMuchIsNoticed() throws IOException {
        write("cpu");
        byte[] whole = Files.readAllBytes(store.file(segment));
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            Files.write(store.file(segment), changed);
            assertFalse(store.state(segment).isWhole(), "byte " + at);
        }
        for (int length : new int[] {0, 1, whole.length / 2, whole.length - 1, whole.length + 1}) {
            Files.write(store.file(segment), Arrays.copyOf(whole, length));
            assertFalse(store.state(segment).isWhole(), length + " bytes");
        }
    }

    private void write(String madeOn) {
        try (SegmentWriter writer = store.write(segment, madeOn)) {
            writer.write(frame(0));
            writer.write(frame(1));
            writer.commit();
        }
    }

    private FramePosition at(int i) {
        return new FramePosition(segment.first() + i, segment.first() + i, 40L * i, 40, 0, false);
    }

    private MadeFrame frame(int i) {
        byte[] rgb = {1, 2, 3, 4, 5, (byte) (200 + i)};
        return new MadeFrame(at(i), new Frame(segment.first() + i, 2, 1, rgb), new float[] {0.5f, -i});
    }
}
