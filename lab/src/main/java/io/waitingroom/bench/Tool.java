package io.waitingroom.bench;

import java.io.IOException;
import java.util.List;

/** An external program that some measurements need. The build does not install it. */
enum Tool {
    WRK("wrk", "wrk", "-v"),
    REDIS_CLI("redis-cli", "redis-tools", "--version");

    private final String command;
    private final String debianPackage;
    private final String versionFlag;

    Tool(String command, String debianPackage, String versionFlag) {
        this.command = command;
        this.debianPackage = debianPackage;
        this.versionFlag = versionFlag;
    }

    String command() {
        return command;
    }

    /** Returns the version that the program prints, or a text that says that the program is missing. */
    String version() {
        try {
            var lines = Run.lines(List.of(command, versionFlag));
            return lines.isEmpty() ? command : lines.get(0).replaceAll(" Copyright.*", "");
        } catch (IOException e) {
            return command + " is missing";
        }
    }

    boolean isMissing() {
        return version().endsWith("is missing");
    }

    /** Returns an error message that contains a command to install the program. */
    String howToInstall() {
        return command + " is missing; install it, for example with: apt-get install " + debianPackage;
    }
}
