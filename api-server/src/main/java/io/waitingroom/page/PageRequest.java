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
 * What a request to the page asks for.
 *
 * @param texts the language
 * @param languageWasAsked whether the person chose it, rather than the browser
 * @param event the room
 * @param next where to go when it is the person's turn
 * @param left whether the place was just given up
 * @param posted whether what led here was a form that did not get through
 * @param round how often in a row the browser was let in and came back at once
 */
record PageRequest(
        Texts texts,
        boolean languageWasAsked,
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
        var asked = parameter.apply("lang").filter(languages::speaks);
        return new PageRequest(
                languages.choose(List.of(asked, Cookies.language(ctx)), ctx.header("Accept-Language")),
                asked.isPresent(),
                parameter.apply("event").orElse(DEFAULT_EVENT),
                parameter.apply("next"),
                parameter.apply("left").isPresent(),
                parameter.apply("posted").isPresent(),
                RedirectLoopGuard.made(ctx, parameter.apply("next")));
    }

    PageRequest leadingTo(Optional<String> other) {
        return new PageRequest(texts, languageWasAsked, event, other, left, posted, round);
    }

    PageRequest left(boolean now) {
        return new PageRequest(texts, languageWasAsked, event, next, now, false, round);
    }

    /** What a form or a link has to repeat. */
    Map<String, String> parameters() {
        var parameters = new TreeMap<String, String>();
        if (!event.equals(DEFAULT_EVENT)) {
            parameters.put("event", event);
        }
        next.ifPresent(target -> parameters.put("next", target));
        if (languageWasAsked) {
            parameters.put("lang", texts.code());
        }
        if (left) {
            parameters.put("left", "1");
        }
        return parameters;
    }

    /** The address of this visit. */
    String address() {
        return address(parameters());
    }

    /** The address of the same in another language. */
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
