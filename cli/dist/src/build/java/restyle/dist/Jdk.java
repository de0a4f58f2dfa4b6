package restyle.dist;

import java.nio.file.Path;

/** The JDK whose tools are used, and whose runtime goes into an archive unless another one is given. */
record Jdk(Path folder) {

    String tool(String name) {
        return folder.resolve("bin").resolve(Platform.building().program(name)).toString();
    }

    Path modules() {
        return folder.resolve("jmods");
    }
}
