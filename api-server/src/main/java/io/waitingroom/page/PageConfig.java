package io.waitingroom.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.waitingroom.position.WaitRange;
import io.waitingroom.standing.Standing;
import io.waitingroom.standing.Standing.Place;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the page's script is told, as JSON within the page.
 *
 * @param stays whether nobody asked to be led to {@code next}, so that it is only offered
 * @param start the first position that this browser was shown, 0 if none
 * @param view what the API would have told of the session
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PageConfig(
        String lang,
        String assets,
        String state,
        String session,
        String next,
        boolean stays,
        long start,
        View view,
        Map<String, String> texts) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** The session as the API shows it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            String sessionId,
            String status,
            Long position,
            WaitRange estimatedWait,
            Number pollAfterSeconds,
            String room,
            Number heartbeatAfterSeconds,
            Number expiresInSeconds,
            String asOf) {
        static View of(String id, Standing standing) {
            var place = standing.place();
            return new View(
                    id,
                    standing.state().name(),
                    place.map(Place::position).orElse(null),
                    place.flatMap(Place::estimate).orElse(null),
                    place.map(Place::pollAfter).map(View::seconds).orElse(null),
                    place.map(it -> it.room().name().toLowerCase(Locale.ROOT)).orElse(null),
                    standing.heartbeatAfter().map(View::seconds).orElse(null),
                    standing.remaining().map(View::seconds).orElse(null),
                    standing.asOf());
        }

        private static Number seconds(Duration duration) {
            return BigDecimal.valueOf(duration.toMillis()).divide(BigDecimal.valueOf(1000), 3, RoundingMode.DOWN);
        }
    }

    /** Safe to stand within a script element: nothing in it ends one or begins a comment. */
    static String of(Visit visit, Shown shown, Target next, Assets assets) {
        var session = shown.session().orElse(null);
        var config = new PageConfig(
                visit.texts().code(),
                assets.base(),
                shown.state(),
                session,
                next.url(),
                visit.next().isEmpty(),
                shown.seen().start(),
                shown.standing().map(standing -> View.of(session, standing)).orElse(null),
                texts(visit));
        return MAPPER.writeValueAsString(config)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
    }

    private static Map<String, String> texts(Visit visit) {
        var texts = new TreeMap<>(visit.texts().all());
        texts.keySet().removeIf(name -> name.startsWith("error"));
        return texts;
    }
}
