package io.waitingroom.client;

import com.sun.management.UnixOperatingSystemMXBean;
import io.waitingroom.process.FromEnvironment;
import io.waitingroom.process.NumberConverter;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** What one client, and all of them together, may take of a server. */
@FromEnvironment
public final class ClientFlags {
    private static final Logger log = LoggerFactory.getLogger(ClientFlags.class);
    /** Libraries, connections to Redis and of the management port. */
    private static final int OTHER_FILES = 256;

    @Option(
            names = "--join-rate-per-client",
            defaultValue = "off",
            converter = JoinRate.Converter.class,
            paramLabel = "RATE",
            description = "how often one address may join at this server, such as 100/m, or off")
    private JoinRate joinRate;

    @Option(
            names = "--trusted-proxies",
            defaultValue = "none",
            converter = TrustedProxies.Converter.class,
            paramLabel = "RANGES",
            description = "addresses and ranges of the proxies whose X-Forwarded-For is believed, with commas")
    private TrustedProxies trustedProxies;

    @Option(
            names = "--max-connections",
            defaultValue = "10000",
            converter = NumberConverter.Count.class,
            paramLabel = "N",
            description = "most connections that are open at once")
    private int maxConnections;

    @Option(
            names = "--max-polls-per-second",
            defaultValue = "20000",
            converter = NumberConverter.Count.class,
            paramLabel = "N",
            description = "most polls in a second that all who wait are told to make, of all servers together")
    private int maxPollsPerSecond;

    public int maxPollsPerSecond() {
        return maxPollsPerSecond;
    }

    public RequestedHost sentTo() {
        return new RequestedHost(trustedProxies);
    }

    public JoinLimiter joinLimiter() {
        return new JoinLimiter(joinRate, trustedProxies);
    }

    /** Most streams of events: the rest of the connections is for everything else. */
    public int maxEventStreams() {
        return maxConnections() * 3 / 4;
    }

    /** As many as were asked for, and not more than this process may have files open. */
    public int maxConnections() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        if (!(system instanceof UnixOperatingSystemMXBean unix)) {
            return maxConnections;
        }
        var possible = Math.max(1, unix.getMaxFileDescriptorCount() - OTHER_FILES);
        if (possible < maxConnections) {
            log.warn("{} connections at once, not {}: no more files may be open", possible, maxConnections);
        }
        return (int) Math.min(possible, maxConnections);
    }
}
