package io.waitingroom.client;

import io.javalin.http.Context;
import io.waitingroom.http.Problem;
import io.waitingroom.http.ProblemException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Detects the crawlers of search engines by their User-Agent. Any client can send such a User-Agent. */
public final class SearchEngine {
    /** The Retry-After of the 503 for crawlers, in s. After a 503 a crawler keeps the address in its index. */
    public static final String RETRY_AFTER_SECONDS = "300";

    private static final Pattern CRAWLERS = Pattern.compile(
            "Googlebot|Google-InspectionTool|GoogleOther|AdsBot-Google|Mediapartners-Google|bingbot|DuckDuckBot|Applebot|YandexBot|"
                    + "Baiduspider|Sogou|Yeti|coccocbot|Slurp|PetalBot|SeznamBot|Qwantbot|MojeekBot|Exabot|ia_archiver",
            Pattern.CASE_INSENSITIVE);

    private SearchEngine() {}

    /** Whether a request is a crawler's GET or HEAD. A crawler may accept anything, unlike a browser that loads a page. */
    public static boolean isVisit(Context ctx, String method) {
        return isCrawler(ctx) && (method.equals("GET") || method.equals("HEAD"));
    }

    /** Returns the refusal of a crawler, which never gets a session, and sets its Retry-After. */
    public static ProblemException refusal(Context ctx) {
        ctx.header("Retry-After", RETRY_AFTER_SECONDS);
        return new ProblemException(Problem.of(503, "Search engines do not wait here. Come again later."));
    }

    /** Whether the User-Agent of a request names a crawler. */
    public static boolean isCrawler(Context ctx) {
        return Optional.ofNullable(ctx.header("User-Agent"))
                .filter(name -> CRAWLERS.matcher(name).find())
                .isPresent();
    }
}
