package io.waitingroom.testkit;

import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The Redis server that tests share. It is the server at the address in the environment variable {@code REDIS_URI}, if
 * this variable is set. Otherwise it is a container, if a Docker engine answers. Otherwise it is the embedded server.
 * Each test that uses the server empties it first.
 */
public final class TestRedis {
    private static final String IMAGE = "redis:8.2-bookworm";
    private static final String URI = find();

    private TestRedis() {}

    /** Empties the shared server and returns its URI. */
    public static String emptied() {
        var client = RedisClient.create(URI);
        try (var connection = client.connect()) {
            connection.sync().flushall();
        } finally {
            client.shutdown(0, 1, TimeUnit.SECONDS);
        }
        return URI;
    }

    private static String find() {
        var configured = System.getenv("REDIS_URI");
        if (configured != null && !configured.isBlank()) {
            refuseIfInUse(configured);
            return configured;
        }
        return dockerAnswers() ? containerOrEmbedded() : embedded();
    }

    private static String containerOrEmbedded() {
        try {
            return container();
        } catch (ContainerLaunchException | ContainerFetchException e) {
            System.err.println(
                    "Docker answers but has no " + IMAGE + " to run; the tests use the embedded server: " + e);
            return embedded();
        }
    }

    private static void refuseIfInUse(String uri) {
        var client = RedisClient.create(uri);
        try (var connection = client.connect()) {
            var keys = connection.sync().dbsize();
            if (keys > 0) {
                throw new IllegalStateException(
                        "REDIS_URI holds " + keys + " keys; the tests would delete them and therefore do not run");
            }
        } finally {
            client.shutdown(0, 1, TimeUnit.SECONDS);
        }
    }

    private static boolean dockerAnswers() {
        try {
            return new ProcessBuilder("docker", "info")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    @SuppressWarnings("resource") // Testcontainers stops it when this JVM exits.
    private static String container() {
        var container = new GenericContainer<>(DockerImageName.parse(IMAGE)).withExposedPorts(6379);
        container.start();
        return "redis://" + container.getHost() + ":" + container.getMappedPort(6379);
    }

    @SuppressWarnings("resource") // The shutdown hook closes it.
    private static String embedded() {
        var redis = EmbeddedRedis.start();
        Runtime.getRuntime().addShutdownHook(new Thread(redis::close));
        return redis.uri();
    }
}
