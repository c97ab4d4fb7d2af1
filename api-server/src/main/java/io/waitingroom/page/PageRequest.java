package io.waitingroom.page;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.waitingroom.redis.RoomKeys;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A request to the page: its parameters and the visitor's preferences.
 *
 * @param texts the texts in the language of the response
 * @param languageChosen whether a parameter of this request names the language, because the visitor chose it on the page
 * @param event the name of the room
 * @param next the destination to which the browser goes when the session is ACTIVE
 * @param left whether the visitor has just left the queue
 * @param posted whether the protected service redirected a form to the page, so that the form's data was lost
 * @param round how many times in a row the browser was let in and came back at once
 */
record PageRequest(
        Texts texts,
        boolean languageChosen,
        String event,
        Optional<String> next,
        boolean left,
        boolean posted,
        int round) {
    static final String PATH = "/waiting-room";
    static final String DEFAULT_EVENT = RoomKeys.DEFAULT.name();

    static PageRequest of(Context ctx, Languages languages) {
        Function<String, Optional<String>> parameter = name -> Optional.ofNullable(
                        ctx.method().equals(HandlerType.POST) ? ctx.formParam(name) : ctx.queryParam(name))
                .filter(value -> !value.isEmpty());
        var chosen = parameter.apply("lang").filter(languages::supports);
        return new PageRequest(
                languages.choose(List.of(chosen, Cookies.language(ctx)), ctx.header("Accept-Language")),
                chosen.isPresent(),
                parameter.apply("event").orElse(DEFAULT_EVENT),
                parameter.apply("next"),
                parameter.apply("left").isPresent(),
                parameter.apply("posted").isPresent(),
                RedirectLoopGuard.rounds(ctx, parameter.apply("next")));
    }

    PageRequest withNext(Optional<String> other) {
        return new PageRequest(texts, languageChosen, event, other, left, posted, round);
    }

    PageRequest withLeft(boolean hasLeft) {
        return new PageRequest(texts, languageChosen, event, next, hasLeft, false, round);
    }

    /** Returns the parameters that a form or link on the page must repeat. */
    Map<String, String> parameters() {
        var parameters = new TreeMap<String, String>();
        if (!event.equals(DEFAULT_EVENT)) {
            parameters.put("event", event);
        }
        next.ifPresent(url -> parameters.put("next", url));
        if (languageChosen) {
            parameters.put("lang", texts.code());
        }
        if (left) {
            parameters.put("left", "1");
        }
        return parameters;
    }

    /** Returns the address of the page with the parameters of this request. */
    String address() {
        return address(parameters());
    }

    /** Returns the address of the page in another language, with the other parameters of this request. */
    String address(Texts other) {
        var parameters = new TreeMap<>(parameters());
        parameters.put("lang", other.code());
        return address(parameters);
    }

    private static String address(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", parameters.isEmpty() ? PATH : PATH + "?", ""));
    }
}
