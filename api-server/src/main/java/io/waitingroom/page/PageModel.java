package io.waitingroom.page;

import io.waitingroom.http.RetryAfter;
import io.waitingroom.status.SessionStatus;
import io.waitingroom.status.SessionStatus.Place;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds the model: the values that are inserted into {@code page.html}. The model defines all names in every state of the
 * page. So a template that uses an unknown name fails already at startup.
 */
final class PageModel {
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(5);
    private static final Duration REFRESH_INTERVAL = Duration.ofSeconds(15);
    private static final Map<String, String> JOIN_LABELS =
            Map.of(PageState.JOINING, "join", PageState.COOKIES, "again");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'");

    private final Languages languages;
    private final Assets assets;
    private final PageLinks links;

    PageModel(Languages languages, Assets assets, PageLinks links) {
        this.languages = languages;
        this.assets = assets;
        this.links = links;
    }

    /**
     * Returns the model of an error page. An error page has no forms and no script.
     *
     * @param textPrefix the start of two text names. The headline's name ends with {@code Title}, the message's name with {@code Text}
     */
    Map<String, Object> ofError(PageRequest request, String textPrefix) {
        var model = common(request, "error", textPrefix);
        model.put("live", false);
        model.put("refreshes", false);
        model.put("hasNext", false);
        return model;
    }

    /**
     * Returns the template's model for this state of the page.
     *
     * @param cookies the attributes of the cookies that the page's script sets
     */
    Map<String, Object> of(PageRequest request, PageState state, Destination destination, String cookies) {
        var name = state.state();
        var texts = request.texts();
        var model = common(request, name, name.equals(PageState.JOINING) ? "join" : name);
        var refresh = refresh(state);
        model.put("live", true);
        model.put("message", message(texts, state));
        model.put("refreshes", refresh.isPresent());
        model.put("refreshSeconds", refresh.map(RetryAfter::seconds).orElse(0L));
        model.put("hasNext", true);
        model.put("next", request.next().orElse(destination.url()));
        model.put("joinLabel", texts.get(JOIN_LABELS.getOrDefault(name, "rejoin")));
        model.put("config", PageConfig.of(request, state, destination, assets, cookies));
        putPlace(model, new WaitText(texts), texts, state);
        return model;
    }

    /**
     * Returns the values that are common to the page and an error page.
     *
     * @param textPrefix the start of two text names. The headline's name ends with {@code Title}, the message's name with {@code Text}
     */
    private Map<String, Object> common(PageRequest request, String stateName, String textPrefix) {
        var texts = request.texts();
        var model = new HashMap<String, Object>();
        model.put("lang", texts.code());
        model.put("dir", texts.direction());
        model.put("t", texts.all());
        model.put("title", texts.get("room"));
        model.put("assets", assets.base());
        model.put("brandCss", assets.has("brand.css"));
        model.put("state", stateName);
        model.put("headline", texts.get(textPrefix + "Title"));
        model.put("message", texts.get(textPrefix + "Text"));
        model.put("self", request.address());
        model.put("posted", request.posted());
        model.put("hidden", hiddenFields(request));
        model.put("languages", languages(request));
        model.put("links", links.labelled(texts));
        model.put("hasLinks", !links.addresses().isEmpty());
        return model;
    }

    private static String message(Texts texts, PageState state) {
        if (state.isStalled()) {
            return texts.get("stalledText");
        }
        return texts.get(state.state().equals(PageState.JOINING) ? "joinText" : state.state() + "Text");
    }

    private static void putPlace(Map<String, Object> model, WaitText waitText, Texts texts, PageState state) {
        var place = state.place();
        var position = place.isPresent() ? state.displayed().position() : 0;
        var remaining = state.status().filter(it -> place.isPresent()).flatMap(SessionStatus::remaining);
        model.put("positioned", position > 0);
        model.put("position", waitText.number(position));
        model.put("ahead", waitText.number(Math.max(0, position - 1)));
        model.put("wait", waitText.range(place.flatMap(Place::estimate)));
        model.put("progress", Double.toString(state.displayed().progress()));
        model.put("updated", CLOCK.format(Instant.now().atOffset(ZoneOffset.UTC)));
        model.put(
                "keep",
                remaining
                        .map(it -> texts.get("keep", "time", waitText.within(it)))
                        .orElse(""));
    }

    private static Optional<Duration> refresh(PageState state) {
        if (state.state().equals(PageState.UNAVAILABLE)) {
            return Optional.of(RETRY_INTERVAL);
        }
        return state.status()
                .filter(status -> !status.state().isFinal())
                .map(status -> status.place().map(Place::pollAfter).orElse(REFRESH_INTERVAL));
    }

    private static List<Map<String, String>> hiddenFields(PageRequest request) {
        return request.withLeft(false).parameters().entrySet().stream()
                .map(parameter -> Map.of("name", parameter.getKey(), "value", parameter.getValue()))
                .toList();
    }

    private List<Map<String, Object>> languages(PageRequest request) {
        return languages.all().stream()
                .map(texts -> Map.<String, Object>of(
                        "drawn", DrawnName.of(texts).isPresent(),
                        "lines", DrawnName.of(texts).map(DrawnName::lines).orElse(""),
                        "width", DrawnName.of(texts).map(DrawnName::width).orElse(0),
                        "code", texts.code(),
                        "dir", texts.direction(),
                        "name", texts.get("language"),
                        "href", request.address(texts),
                        "chosen", texts.code().equals(request.texts().code())))
                .toList();
    }
}
