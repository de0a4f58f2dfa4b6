package restyle.dist;

import java.util.Locale;

/**
 * The systems that there are archives for.
 *
 * @param name {@code linux-x64}, {@code linux-arm64}, {@code macos-arm64} or {@code windows-x64}
 */
record Platform(String name) {

    /** Returns the system that the build runs on. */
    static Platform building() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
        return new Platform((system.startsWith("windows") ? "windows" : system.startsWith("mac") ? "macos" : "linux")
                + "-" + processor);
    }

    /** Says whether its programs can be run by the build. */
    boolean isNative() {
        return equals(building());
    }

    boolean isWindows() {
        return name.startsWith("windows");
    }

    boolean isLinux() {
        return name.startsWith("linux");
    }

    /** Says whether libraries that JavaCPP has under a name of its own are for this system. */
    boolean isJavaCpp(String platform) {
        return platform.startsWith(name.replaceAll("^macos", "macosx").replaceAll("x64$", "x86_64"));
    }

    /** Returns how a program's file is called there. */
    String program(String program) {
        return program + (isWindows() ? ".exe" : "");
    }
}
