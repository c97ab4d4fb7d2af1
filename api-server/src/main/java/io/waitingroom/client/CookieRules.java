package io.waitingroom.client;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import io.waitingroom.process.FromEnvironment;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Sets the cookies of the waiting room with the configured SameSite and Domain attributes (RFC 6265bis). */
@FromEnvironment
public final class CookieRules {
    @Option(
            names = "--cookie-same-site",
            defaultValue = "lax",
            converter = SameSiteConverter.class,
            paramLabel = "RULE",
            description = "whether browsers send our cookies with cross-site requests: strict (never), lax (only with "
                    + "navigations) or none (always, and only over TLS)")
    private SameSite sameSite;

    @Option(
            names = "--cookie-domain",
            defaultValue = "none",
            converter = DomainConverter.class,
            paramLabel = "DOMAIN",
            description =
                    "domain whose hosts all share our cookies (example.com), or none: only the host of the page has "
                            + "them")
    private String domain;

    /**
     * Sets a cookie.
     *
     * @param maxAge the lifetime of the cookie; zero removes the cookie
     */
    public void set(Context ctx, String name, String value, Duration maxAge, boolean httpOnly) {
        var secure = sameSite == SameSite.NONE || RequestedHost.overTls(ctx);
        var cookie = new Cookie(name, value, "/", (int) maxAge.toSeconds(), secure, httpOnly, null, sameSite);
        if (!domain.isEmpty()) {
            cookie.setDomain(domain);
        }
        ctx.cookie(cookie);
    }

    /** Returns the attributes that a script on the page must append when it sets a cookie itself. */
    public String attributes(Context ctx) {
        return (domain.isEmpty() ? "" : "; Domain=" + domain) + "; " + sameSite.getValue()
                + (sameSite == SameSite.NONE || RequestedHost.overTls(ctx) ? "; Secure" : "");
    }

    static final class SameSiteConverter implements ITypeConverter<SameSite> {
        @Override
        public SameSite convert(String text) {
            return switch (text) {
                case "strict" -> SameSite.STRICT;
                case "lax" -> SameSite.LAX;
                case "none" -> SameSite.NONE;
                default -> throw new TypeConversionException("'" + text + "' is none of strict, lax and none");
            };
        }
    }

    static final class DomainConverter implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (text.isBlank() || text.equals("none")) {
                return "";
            }
            if (!text.matches("[a-z0-9-]+(\\.[a-z0-9-]+)+")) {
                throw new TypeConversionException("'" + text + "' is not a domain like example.com");
            }
            return text;
        }
    }
}
