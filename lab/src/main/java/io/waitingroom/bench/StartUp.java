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

/**
 * Measures how long a newly started API server takes to become ready, and how much memory the ready server uses. The reference
 * is bare Javalin (see {@link ConstantServer}).
 */
final class StartUp implements Measurement {
    private static final double MAX_RATIO = 2;
    private static final double MEGABYTE = 1e6;
    private static final long LIMIT_SECONDS = 60;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Turns times = new Turns();
    private final Turns resident = new Turns();
    private final Turns heap = new Turns();

    private record StartFigures(double seconds, double resident, double heap) {}

    @Override
    public Findings measure(BenchContext context) throws IOException, InterruptedException {
        try (var system = new LocalSystem(line -> {})) {
            system.startRedis(Servers.REDIS);
            for (int i = 0; i < context.scale().turns(); i++) {
                var reference = constant();
                var ours = apiServer(system);
                times.add(ours.seconds, reference.seconds);
                resident.add(ours.resident, reference.resident);
                heap.add(ours.heap, reference.heap);
            }
        }
        return new Findings(
                List.of(
                        Row.atMost(MAX_RATIO, "start of an API server to ready", times.compared("s")),
                        Row.atMost(MAX_RATIO, "resident memory of a ready API server", resident.compared("MB")),
                        Row.atMost(MAX_RATIO, "live heap of a ready API server", heap.compared("MB"))),
                List.of(Picture.linear(
                        "start",
                        "Start to ready, turn by turn",
                        "turn",
                        "seconds",
                        times.ours("API server"),
                        times.references("bare Javalin"))));
    }

    private static StartFigures constant() throws IOException, InterruptedException {
        var port = EmbeddedRedis.freePort();
        var start = System.nanoTime();
        var process = Servers.startConstant(port);
        try {
            awaitConstantServer(port);
            return figures(start, process);
        } finally {
            Servers.end(process);
        }
    }

    private static StartFigures apiServer(LocalSystem system) throws IOException, InterruptedException {
        var start = System.nanoTime();
        Child server = system.startApiServer(EmbeddedRedis.freePort());
        try {
            await(URI.create(server.management().url() + "/health/ready"));
            return figures(start, server.process());
        } finally {
            Servers.end(server.process());
        }
    }

    private static StartFigures figures(long start, Process process) throws IOException {
        var seconds = (System.nanoTime() - start) / 1e9;
        var resident = ProcessFigures.resident(process) / MEGABYTE;
        return new StartFigures(seconds, resident, ProcessFigures.liveHeap(process) / MEGABYTE);
    }

    /** Waits until a {@link ConstantServer} on this machine answers with a status code 2xx. */
    static void awaitConstantServer(int port) throws InterruptedException {
        await(URI.create("http://127.0.0.1:" + port + HttpCall.PATH + "/x"));
    }

    private static void await(URI uri) throws InterruptedException {
        Await.until(LIMIT_SECONDS, uri + " answers 2xx", () -> isSuccessful(uri));
    }

    private static boolean isSuccessful(URI uri) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(uri).build();
            return CLIENT.send(request, BodyHandlers.discarding()).statusCode() / 100 == 2;
        } catch (IOException notYet) {
            return false;
        }
    }
}
