package io.waitingroom.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.waitingroom.status.SessionBody;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * The configuration of the page's script. It is embedded in the page as JSON.
 *
 * @param cookies the attributes of the cookies that the script sets
 * @param stays whether the page only offers a link to {@code next} and does not go there automatically. This is so if the
 *     request named no destination, or if the visitor has to read something first
 * @param start the first position that this browser displayed; 0 if there was none
 * @param view the session's status as the API returns it; null if there is none
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
    /**
     * Matches the names of the texts that only the template uses. These texts are left out of the configuration, because the
     * script never needs them.
     */
    private static final Pattern TEMPLATE_ONLY =
            Pattern.compile("(error|join(T|$)|giveUp|order|posted).*|language|languages|direction|"
                    + "position|ahead|wait|updated|progress|notify|go|refresh|privacy|imprint|accessibility|help");

    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * Returns the configuration as JSON. The JSON is escaped for a script element: it can neither end the element nor begin a
     * comment.
     */
    static String of(PageRequest request, PageState state, Destination destination, Assets assets, String cookies) {
        var session = state.session().orElse(null);
        var config = new PageConfig(
                request.texts().code(),
                assets.base(),
                cookies,
                state.state(),
                session,
                request.next().orElse(destination.url()),
                request.next().isEmpty() || request.posted() || state.state().equals(PageState.ROUND),
                state.displayed().start(),
                state.status()
                        .map(status -> SessionBody.of(session, request.event(), status))
                        .orElse(null),
                texts(request));
        return MAPPER.writeValueAsString(config)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
    }

    private static Map<String, String> texts(PageRequest request) {
        var texts = new TreeMap<>(request.texts().all());
        texts.keySet().removeIf(name -> TEMPLATE_ONLY.matcher(name).matches());
        return texts;
    }
}
