package io.waitingroom.process;

import picocli.CommandLine.Option;

/** Where health and metrics are served, for both tiers. */
public final class ManagementFlags {
    @Option(
            names = "--management-host",
            defaultValue = "${env:WAITING_ROOM_MANAGEMENT_HOST:-0.0.0.0}",
            paramLabel = "ADDRESS",
            description = "address of health and metrics; WAITING_ROOM_MANAGEMENT_HOST, default 0.0.0.0")
    private String host;

    @Option(
            names = "--management-port",
            defaultValue = "${env:WAITING_ROOM_MANAGEMENT_PORT:-9090}",
            converter = NumberConverter.Port.class,
            paramLabel = "PORT",
            description = "port of health and metrics; WAITING_ROOM_MANAGEMENT_PORT, default 9090")
    private int port;

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }
}
