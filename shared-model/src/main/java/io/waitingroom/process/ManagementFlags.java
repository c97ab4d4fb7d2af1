package io.waitingroom.process;

import picocli.CommandLine.Option;

/**
 * The flags for the address on which a process serves its health and metrics. API servers and granters have the same
 * flags.
 */
@FromEnvironment
public final class ManagementFlags {
    @Option(
            names = "--management-host",
            defaultValue = "0.0.0.0",
            paramLabel = "ADDRESS",
            description = "address of health and metrics")
    private String host;

    @Option(
            names = "--management-port",
            defaultValue = "9090",
            converter = NumberConverter.Port.class,
            paramLabel = "PORT",
            description = "port of health and metrics")
    private int port;

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }
}
