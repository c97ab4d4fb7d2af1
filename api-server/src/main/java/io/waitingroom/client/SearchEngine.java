package io.waitingroom.client;

import io.javalin.http.Context;
import io.waitingroom.http.Problem;
import io.waitingroom.http.ProblemException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Detects the crawlers of search engines by their User-Agent. Any client can send such a User-Agent. */
public final class SearchEngine {
    /**
     * The value of the header Retry-After, in s. Responses with status 503 to a crawler contain this header. After a 503, the crawler keeps
     * the address in its index.
     */
    public static final String RETRY_AFTER_SECONDS = "300";

    private static final Pattern CRAWLERS = Pattern.compile(
            "Googlebot|Google-InspectionTool|GoogleOther|AdsBot-Google|Mediapartners-Google|bingbot|DuckDuckBot|Applebot|YandexBot|"
                    + "Baiduspider|Sogou|Yeti|coccocbot|Slurp|PetalBot|SeznamBot|Qwantbot|MojeekBot|Exabot|ia_archiver",
            Pattern.CASE_INSENSITIVE);

    private SearchEngine() {}

    /**
     * Returns whether the request is a GET or HEAD request of a crawler. The header Accept does not matter: a crawler may accept anything,
     * unlike a browser that loads a page.
     *
     * @param method the method of the client's request; if a proxy asks on the client's behalf, the proxy's own request may have another
     *     method
     */
    public static boolean isVisit(Context ctx, String method) {
        return isCrawler(ctx) && (method.equals("GET") || method.equals("HEAD"));
    }

    /** Returns the error response for a crawler, with status 503, and sets the header Retry-After. A crawler never gets a session. */
    public static ProblemException refusal(Context ctx) {
        ctx.header("Retry-After", RETRY_AFTER_SECONDS);
        return new ProblemException(Problem.of(503, "Search engines do not wait here. Come again later."));
    }

    /** Returns whether the header User-Agent of the request names a crawler. */
    public static boolean isCrawler(Context ctx) {
        return Optional.ofNullable(ctx.header("User-Agent"))
                .filter(name -> CRAWLERS.matcher(name).find())
                .isPresent();
    }
}
