package io.waitingroom.client;

import io.javalin.http.Context;
import io.waitingroom.http.Problem;
import io.waitingroom.http.ProblemException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The crawlers of search engines, by what they call themselves. Anybody can call themselves one. */
public final class SearchEngine {
    /** When to come again, s: a crawler that is answered 503 keeps what it knows of an address. */
    public static final String RETRY_AFTER_SECONDS = "300";

    private static final Pattern NAMES = Pattern.compile(
            "Googlebot|Google-InspectionTool|GoogleOther|AdsBot-Google|Mediapartners-Google|bingbot|DuckDuckBot|Applebot|YandexBot|"
                    + "Baiduspider|Sogou|Yeti|coccocbot|Slurp|PetalBot|SeznamBot|Qwantbot|MojeekBot|Exabot|ia_archiver",
            Pattern.CASE_INSENSITIVE);

    private SearchEngine() {}

    /** Whether a crawler reads an address. It may accept anything, unlike a browser that visits. */
    public static boolean visits(Context ctx, String method) {
        return isOne(ctx) && (method.equals("GET") || method.equals("HEAD"));
    }

    /** Refuses a search engine, which never takes a place. */
    public static ProblemException refusal(Context ctx) {
        ctx.header("Retry-After", RETRY_AFTER_SECONDS);
        return new ProblemException(Problem.of(503, "Search engines do not wait here. Come again later."));
    }

    /** Whether a request calls itself a crawler's. */
    public static boolean isOne(Context ctx) {
        return Optional.ofNullable(ctx.header("User-Agent"))
                .filter(name -> NAMES.matcher(name).find())
                .isPresent();
    }
}
