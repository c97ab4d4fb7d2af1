package io.waitingroom.bench;

import io.waitingroom.fleet.Child;
import io.waitingroom.fleet.LocalSystem;
import io.waitingroom.testkit.EmbeddedRedis;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** How long an API server takes until it is ready, and how much memory, beside bare Javalin. */
final class StartUp implements Measurement {
    private static final double MOST = 2;
    private static final double MEGABYTE = 1e6;
    private static final long LIMIT_SECONDS = 60;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Turns times = new Turns();
    private final Turns resident = new Turns();
    private final Turns heap = new Turns();

    private record Started(double seconds, double resident, double heap) {}

    @Override
    public Findings measure(SharedRooms lab) throws IOException, InterruptedException {
        try (var system = new LocalSystem(line -> {})) {
            system.startRedis(Servers.REDIS);
            for (int i = 0; i < lab.scale().turns(); i++) {
                var theirs = constant();
                var ours = apiServer(system);
                times.add(ours.seconds, theirs.seconds);
                resident.add(ours.resident, theirs.resident);
                heap.add(ours.heap, theirs.heap);
            }
        }
        return new Findings(
                List.of(
                        Row.atMost(MOST, "start of an API server to ready", times.compared("s")),
                        Row.atMost(MOST, "its memory then, resident", resident.compared("MB")),
                        Row.atMost(MOST, "its memory then, live heap", heap.compared("MB"))),
                List.of(Picture.linear(
                        "start",
                        "Start to ready, turn by turn",
                        "turn",
                        "seconds",
                        times.ours("API server"),
                        times.references("bare Javalin"))));
    }

    private static Started constant() throws IOException, InterruptedException {
        var port = EmbeddedRedis.freePort();
        var begun = System.nanoTime();
        var process = Servers.startConstant(port);
        try {
            awaitAnswer(port);
            return started(begun, process);
        } finally {
            Servers.end(process);
        }
    }

    private static Started apiServer(LocalSystem system) throws IOException, InterruptedException {
        var begun = System.nanoTime();
        Child server = system.startApiServer(EmbeddedRedis.freePort());
        try {
            await(URI.create(server.management().url() + "/health/ready"));
            return started(begun, server.process());
        } finally {
            Servers.end(server.process());
        }
    }

    private static Started started(long begun, Process process) throws IOException {
        var seconds = (System.nanoTime() - begun) / 1e9;
        var resident = ProcessFigures.resident(process) / MEGABYTE;
        return new Started(seconds, resident, ProcessFigures.liveHeap(process) / MEGABYTE);
    }

    /** Waits until a constant server of this machine answers. */
    static void awaitAnswer(int port) throws InterruptedException {
        await(URI.create("http://127.0.0.1:" + port + HttpCall.PATH + "/x"));
    }

    private static void await(URI uri) throws InterruptedException {
        Await.until(LIMIT_SECONDS, uri + " answers well", () -> answers(uri));
    }

    private static boolean answers(URI uri) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(uri).build();
            return CLIENT.send(request, BodyHandlers.discarding()).statusCode() / 100 == 2;
        } catch (IOException notYet) {
            return false;
        }
    }
}
