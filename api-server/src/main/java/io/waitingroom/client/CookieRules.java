package io.waitingroom.client;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import io.waitingroom.process.FromEnvironment;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which requests browsers send our cookies with (RFC 6265bis). */
@FromEnvironment
public final class CookieRules {
    @Option(
            names = "--cookie-same-site",
            defaultValue = "lax",
            converter = SameSiteConverter.class,
            paramLabel = "RULE",
            description = "whether browsers send our cookies with requests that other sites make them send: strict "
                    + "(never), lax (with a visit alone) or none (always, and over TLS alone)")
    private SameSite sameSite;

    @Option(
            names = "--cookie-domain",
            defaultValue = "none",
            converter = DomainConverter.class,
            paramLabel = "DOMAIN",
            description =
                    "domain whose hosts, all of them, share our cookies (example.com), or none: the page's host alone "
                            + "has them")
    private String domain;

    /** Sets a cookie by these rules; an age of zero removes it. */
    public void set(Context ctx, String name, String value, Duration age, boolean hidden) {
        var secure = sameSite == SameSite.NONE || RequestedHost.overTls(ctx);
        var cookie = new Cookie(name, value, "/", (int) age.toSeconds(), secure, hidden, null, sameSite);
        if (!domain.isEmpty()) {
            cookie.setDomain(domain);
        }
        ctx.cookie(cookie);
    }

    /** The rules as a script appends them to a cookie that it sets. */
    public String text(Context ctx) {
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
