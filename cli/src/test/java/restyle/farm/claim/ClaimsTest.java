package restyle.farm.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each number is one process's, and what a process leaves behind is another's when its time is up. */
class ClaimsTest {

    private static final Duration NEVER = Duration.ofDays(1);

    @TempDir
    Path folder;

    private Claims claims(Duration lease) {
        return new Claims(folder, lease, NEVER);
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("by-"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void aNumberIsOneProcesss() throws IOException {
        try (Claims one = claims(NEVER);
                Claims other = claims(NEVER)) {
            assertTrue(one.claim(7));
            assertTrue(one.claim(7), "its own it may claim again");
            assertFalse(other.claim(7));
            assertTrue(other.claim(8));
            assertFalse(one.claim(8));
        }
        assertEquals(Set.of("000007.0", "000008.0"), files());
    }

    @Test
    void whatNobodyTouchesIsClaimedAsTheNextGeneration() throws IOException {
        Claims dead = claims(NEVER);
        assertTrue(dead.claim(7));
        dead.close();
        Files.setLastModifiedTime(
                folder.resolve("000007.0"), FileTime.fromMillis(System.currentTimeMillis() - 5 * 60_000));
        try (Claims one = claims(Claims.LEASE);
                Claims other = claims(Claims.LEASE)) {
            assertTrue(one.claim(7));
            assertFalse(other.claim(7));
        }
        assertEquals(Set.of("000007.0", "000007.1"), files());
    }

    @Test
    void aProcessThatIsAliveKeepsItsClaims() throws Exception {
        try (Claims alive = new Claims(folder, NEVER, Duration.ofMillis(20));
                Claims other = claims(Duration.ofMillis(400))) {
            assertTrue(alive.claim(7));
            Thread.sleep(800);
            assertFalse(other.claim(7));
        }
    }

    @Test
    void manyAtOnceClaimEachNumberOnce() throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(4);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int worker = 0; worker < 4; worker++) {
            tasks.add(() -> {
                int got = 0;
                try (Claims mine = claims(NEVER)) {
                    for (int number = 0; number < 200; number++) {
                        got += mine.claim(number) ? 1 : 0;
                    }
                }
                return got;
            });
        }
        int all = 0;
        for (Future<Integer> got : workers.invokeAll(tasks)) {
            all += got.get();
        }
        workers.shutdown();
        assertEquals(200, all);
        assertEquals(200, files().size());
    }
}
