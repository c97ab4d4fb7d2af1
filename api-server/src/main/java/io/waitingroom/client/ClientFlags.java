package io.waitingroom.client;

import com.sun.management.UnixOperatingSystemMXBean;
import io.waitingroom.process.FromEnvironment;
import io.waitingroom.process.NumberConverter;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** The flags for the limits of clients. Some limits apply to each client alone, and others apply to all clients together. */
@FromEnvironment
public final class ClientFlags {
    private static final Logger log = LoggerFactory.getLogger(ClientFlags.class);
    /** The number of file descriptors that are reserved for libraries, connections to Redis, and connections of the management port. */
    private static final int OTHER_DESCRIPTORS = 256;

    @Option(
            names = "--join-rate-per-client",
            defaultValue = "off",
            converter = JoinRate.Converter.class,
            paramLabel = "RATE",
            description = "maximum rate of joins per client address at this server, such as 100/m, or off")
    private JoinRate joinRate;

    @Option(
            names = "--trusted-proxies",
            defaultValue = "none",
            converter = TrustedProxies.Converter.class,
            paramLabel = "RANGES",
            description = "addresses and ranges of the proxies whose X-Forwarded-For is trusted, separated by commas")
    private TrustedProxies trustedProxies;

    @Option(
            names = "--max-connections",
            defaultValue = "10000",
            converter = NumberConverter.Count.class,
            paramLabel = "N",
            description = "maximum of open connections")
    private int maxConnections;

    @Option(
            names = "--max-polls-per-second",
            defaultValue = "20000",
            converter = NumberConverter.Count.class,
            paramLabel = "N",
            description = "maximum of polls per second of all WAITING sessions, for all servers together")
    private int maxPollsPerSecond;

    public int maxPollsPerSecond() {
        return maxPollsPerSecond;
    }

    public RequestedHost requestedHost() {
        return new RequestedHost(trustedProxies);
    }

    public JoinLimiter joinLimiter() {
        return new JoinLimiter(joinRate, trustedProxies);
    }

    /**
     * Returns the maximum number of event streams: three quarters of the connections. The other connections remain for all other requests.
     */
    public int maxEventStreams() {
        return maxConnections() * 3 / 4;
    }

    /**
     * Returns the maximum number of connections. This is the configured maximum, or a smaller number if the operating system does not
     * allow the process enough file descriptors.
     */
    public int maxConnections() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        if (!(system instanceof UnixOperatingSystemMXBean unix)) {
            return maxConnections;
        }
        var possible = Math.max(1, unix.getMaxFileDescriptorCount() - OTHER_DESCRIPTORS);
        if (possible < maxConnections) {
            log.warn(
                    "Limits connections to {} instead of {}: the process may not open more files",
                    possible,
                    maxConnections);
        }
        return (int) Math.min(possible, maxConnections);
    }
}
