package restyle.dist;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;

/** Programs and libraries: what machine they are for, by the heads that ELF, Mach-O and PE prescribe. */
final class Binaries {

    private static final int ELF = 0x7F454C46;
    private static final int MACH_O = 0xCFFAEDFE;
    private static final int PE = 0x4D5A;

    private Binaries() {}

    /** Reads from its head what a binary is for; empty if it is none. */
    static Optional<String> machine(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] head = new byte[(int) Math.min(4096, in.length())];
            in.readFully(head);
            if (head.length < 64) {
                return Optional.empty();
            }
            ByteBuffer big = ByteBuffer.wrap(head);
            ByteBuffer little = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
            if (big.getInt(0) == ELF) {
                return Optional.of("linux-" + processor(little.getShort(18), 62, 183));
            } else if (big.getInt(0) == MACH_O) {
                return Optional.of("macos-" + processor(little.getInt(4), 0x01000007, 0x0100000C));
            } else if (big.getShort(0) == PE) {
                int begin = little.getInt(0x3C);
                return Optional.of("windows-" + processor(little.getShort(begin + 4) & 0xFFFF, 0x8664, 0xAA64));
            }
            return Optional.empty();
        }
    }

    private static String processor(int code, int x64, int arm64) {
        return code == x64 ? "x64" : code == arm64 ? "arm64" : "processor " + code;
    }
}
