package io.waitingroom.seatmap;

import io.waitingroom.permit.check.FilterSettings;
import io.waitingroom.permit.check.VerifierSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the waiting room is, and where we are. */
final class SeatMapFlags {
    private static final String JWKS = "/api/waiting-room/jwks.json";

    @Option(
            names = "--host",
            defaultValue = "${env:SEAT_MAP_HOST:-0.0.0.0}",
            paramLabel = "ADDRESS",
            description = "address to serve on; SEAT_MAP_HOST, default 0.0.0.0")
    private String host;

    @Option(
            names = "--port",
            defaultValue = "${env:SEAT_MAP_PORT:-8090}",
            paramLabel = "PORT",
            description = "port to serve on; SEAT_MAP_PORT, default 8090")
    private int port;

    @Option(
            names = "--waiting-room",
            defaultValue = "${env:SEAT_MAP_WAITING_ROOM:-http://localhost:8080}",
            converter = Converters.Base.class,
            paramLabel = "URL",
            description = "the waiting room's API servers as we reach them: for their keys, and to tell who is done; "
                    + "SEAT_MAP_WAITING_ROOM, default http://localhost:8080")
    private URI waitingRoom;

    @Option(
            names = "--waiting-page",
            defaultValue = "${env:SEAT_MAP_WAITING_PAGE:-/waiting-room}",
            converter = Converters.Page.class,
            paramLabel = "URL",
            description = "the waiting page as browsers reach it, a path on this host or a URL; "
                    + "SEAT_MAP_WAITING_PAGE, default /waiting-room")
    private String waitingPage;

    @Option(
            names = "--origin",
            defaultValue = "${env:SEAT_MAP_ORIGIN:-" + Option.NULL_VALUE + "}",
            converter = Converters.Base.class,
            paramLabel = "URL",
            description = "this service as browsers reach it; SEAT_MAP_ORIGIN, default what each request says")
    private URI origin;

    @Option(
            names = "--room",
            defaultValue = "${env:SEAT_MAP_ROOM:-default}",
            paramLabel = "ROOM",
            description = "whose permits are good; SEAT_MAP_ROOM, default default")
    private String room;

    @Option(
            names = "--issuer",
            defaultValue = "${env:SEAT_MAP_ISSUER:-waiting-room}",
            paramLabel = "NAME",
            description = "the waiting room's --permit-issuer; SEAT_MAP_ISSUER, default waiting-room")
    private String issuer;

    @Option(
            names = "--leeway-seconds",
            defaultValue = "${env:SEAT_MAP_LEEWAY_SECONDS:-10}",
            converter = Converters.Leeway.class,
            paramLabel = "SECONDS",
            description = "how far clocks may differ, up to 300; SEAT_MAP_LEEWAY_SECONDS, default 10")
    private Duration leeway;

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    URI waitingRoom() {
        return waitingRoom;
    }

    /** As browsers know it; empty where that is our own. */
    Optional<String> waitingRoomOrigin() {
        return waitingPage.startsWith("/")
                ? Optional.empty()
                : Optional.of(URI.create(waitingPage).resolve("/").toString().replaceFirst("/$", ""));
    }

    FilterSettings filterSettings() {
        var verifier = new VerifierSettings(waitingRoom.resolve(JWKS), room, issuer, leeway);
        var settings = FilterSettings.of(verifier, waitingPage);
        return origin == null ? settings : settings.at(origin.toString().replaceFirst("/$", ""));
    }
}
