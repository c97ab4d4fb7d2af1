package io.waitingroom.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.waitingroom.status.SessionBody;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the page's script is told, as JSON within the page.
 *
 * @param cookies the rules of those that the script sets
 * @param stays whether {@code next} is only offered: nobody asked to be led there, or there is something to be read first
 * @param start the first position that this browser was shown, 0 if none
 * @param view what the API would have told of the session
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PageConfig(
        String lang,
        String assets,
        String cookies,
        String state,
        String session,
        String next,
        boolean stays,
        long start,
        Object view,
        Map<String, String> texts) {
    /** Texts that the page alone shows, never its script. */
    private static final Pattern UNTOLD =
            Pattern.compile("(error|join(T|$)|giveUp|order|posted).*|language|languages|direction|"
                    + "position|ahead|wait|updated|progress|notify|go|refresh|privacy|imprint|accessibility|help");

    private static final JsonMapper MAPPER = new JsonMapper();

    /** Safe to stand within a script element: nothing in it ends one or begins a comment. */
    static String of(PageRequest visit, PageState shown, Destination next, Assets assets, String cookies) {
        var session = shown.session().orElse(null);
        var config = new PageConfig(
                visit.texts().code(),
                assets.base(),
                cookies,
                shown.state(),
                session,
                visit.next().orElse(next.url()),
                visit.next().isEmpty() || visit.posted() || shown.state().equals(PageState.ROUND),
                shown.seen().start(),
                shown.standing()
                        .map(standing -> SessionBody.of(session, visit.event(), standing))
                        .orElse(null),
                texts(visit));
        return MAPPER.writeValueAsString(config)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
    }

    private static Map<String, String> texts(PageRequest visit) {
        var texts = new TreeMap<>(visit.texts().all());
        texts.keySet().removeIf(name -> UNTOLD.matcher(name).matches());
        return texts;
    }
}
