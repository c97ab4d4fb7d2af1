package io.waitingroom.routes;

import io.micrometer.core.instrument.MeterRegistry;
import io.waitingroom.process.FromEnvironment;
import java.net.URI;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The flags of the online check, which {@link VerifyRoutes} serves. */
@FromEnvironment
public final class VerifyFlags {
    @Option(
            names = "--fail-open",
            defaultValue = "false",
            fallbackValue = "true",
            arity = "0..1",
            paramLabel = "BOOLEAN",
            description =
                    "let requests with a session or permit in while the online check cannot read sessions from Redis, instead "
                            + "of answering 503")
    private boolean failOpen;

    @Option(
            names = "--page-url",
            defaultValue = WaitingPageRedirect.DEFAULT_PAGE,
            converter = PageUrl.class,
            paramLabel = "URL",
            description =
                    "the waiting page, as a path or, on another host, a URL: the online check redirects a refused browser there "
                            + "if the check asks for it")
    private String pageUrl;

    public FailOpenPolicy failOpen(MeterRegistry metrics) {
        return new FailOpenPolicy(failOpen, metrics);
    }

    public WaitingPageRedirect pageRedirect() {
        return new WaitingPageRedirect(pageUrl);
    }

    static final class PageUrl implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (text.matches("(https?://[A-Za-z0-9.:\\[\\]-]+)?/[A-Za-z0-9._~/-]*") && isUrl(text)) {
                return text;
            }
            throw new TypeConversionException(
                    "'" + text + "' is not a path or a URL like https://wait.example.com/waiting-room");
        }

        private static boolean isUrl(String text) {
            try {
                var url = URI.create(text);
                return !text.startsWith("//") && (!url.isAbsolute() || url.getHost() != null);
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }
}
