package io.waitingroom.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.fleet.Crowd;
import io.waitingroom.fleet.RedisInfo;
import io.waitingroom.testkit.EmbeddedRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Describes the machine and the software versions on which the benchmark ran. */
final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final List<String> LIBRARIES = List.of(
            "io.javalin.Javalin",
            "org.eclipse.jetty.server.Server",
            "io.lettuce.core.RedisClient",
            "io.netty.channel.Channel");

    private Machine() {}

    /** Returns the date, the machine and the software versions as a Markdown list. */
    static String describe() {
        return Stream.of(
                        "date: "
                                + ZonedDateTime.now(ZoneOffset.UTC)
                                        .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'")),
                        "machine: %d processors%s%s, %s %s"
                                .formatted(
                                        Runtime.getRuntime().availableProcessors(),
                                        fact(PROCESSORS, "model name"),
                                        fact(MEMORY, "MemTotal"),
                                        System.getProperty("os.name"),
                                        System.getProperty("os.version")),
                        "Java: " + System.getProperty("java.vm.name") + " " + Runtime.version(),
                        "Redis: " + redis() + ", append-only file on where a person's requests are measured",
                        "libraries: " + LIBRARIES.stream().map(Machine::jar).collect(Collectors.joining(", ")),
                        "tools: "
                                + Arrays.stream(Tool.values())
                                        .map(Tool::version)
                                        .collect(Collectors.joining(", ")))
                .map(line -> "- " + line)
                .collect(Collectors.joining("\n"));
    }

    private static String fact(Path file, String name) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> ", " + line.substring(line.indexOf(':') + 1).trim())
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private static String redis() {
        try (var redis = EmbeddedRedis.start();
                var crowd = new Crowd(redis.uri(), new SimpleMeterRegistry())) {
            return RedisInfo.of(crowd.raw()).text("redis_version");
        }
    }

    private static String jar(String type) {
        try {
            var location =
                    Class.forName(type).getProtectionDomain().getCodeSource().getLocation();
            return Path.of(location.getPath()).getFileName().toString().replaceAll("\\.jar$", "");
        } catch (ClassNotFoundException e) {
            return type + " is missing";
        }
    }
}
