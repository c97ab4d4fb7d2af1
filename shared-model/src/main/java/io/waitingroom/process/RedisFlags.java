package io.waitingroom.process;

import io.lettuce.core.RedisURI;
import io.micrometer.core.instrument.MeterRegistry;
import io.waitingroom.redis.RedisLink;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The flags for the connection to Redis. API servers and granters have the same flags. */
@FromEnvironment
public final class RedisFlags {
    @Option(
            names = "--redis-uri",
            defaultValue = "redis://localhost:6379",
            converter = UriConverter.class,
            paramLabel = "URI",
            description = "redis://, rediss:// or redis-sentinel://, with user and password")
    private RedisURI uri;

    @Option(
            names = "--allow-unsafe-redis",
            defaultValue = "false",
            fallbackValue = "true",
            arity = "0..1",
            paramLabel = "BOOLEAN",
            description = "put up with a Redis that evicts keys, and so people who wait, when its memory is full")
    private boolean allowUnsafe;

    /** Creates a link to the Redis that the flags name. The caller must still open the link. */
    public RedisLink link(MeterRegistry metrics) {
        return new RedisLink(uri, allowUnsafe, metrics);
    }

    RedisURI uri() {
        return uri;
    }

    boolean allowUnsafe() {
        return allowUnsafe;
    }

    /** Parses a Redis URI, and refuses input that {@link RedisURI} would misinterpret. */
    public static final class UriConverter implements ITypeConverter<RedisURI> {
        private static final Pattern SCHEME = Pattern.compile("(redis|rediss|redis-sentinel|rediss-sentinel)://");

        @Override
        public RedisURI convert(String text) {
            try {
                var uri = RedisURI.create(text);
                if (SCHEME.matcher(text).lookingAt()
                        && hasValidHost(uri)
                        && uri.getSentinels().stream().allMatch(UriConverter::hasValidHost)) {
                    return uri;
                }
            } catch (RuntimeException e) {
                // Falls through to the message that covers all cases.
            }
            // The message does not repeat the text, which may contain a password.
            throw new TypeConversionException(
                    "it is not of the form redis://[user:password@]host[:port][/database], rediss://… or"
                            + " redis-sentinel://host[:port][,host…]#primary");
        }

        // RedisURI takes text that it cannot parse for the host name: host:port, or the start of a password.
        private static boolean hasValidHost(RedisURI uri) {
            var host = uri.getHost();
            return host == null || host.startsWith("[") || host.indexOf(':') < 0;
        }
    }
}
