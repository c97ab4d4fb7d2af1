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

/** What {@code page.html} is filled in with. Every name is always there, so that a template that names another fails. */
final class PageModel {
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);
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

    /** A page that can do nothing. {@code error} is the first part of the names of its texts. */
    Map<String, Object> ofError(PageRequest visit, String error) {
        var model = common(visit, "error", error);
        model.put("live", false);
        model.put("refreshes", false);
        model.put("hasNext", false);
        return model;
    }

    /** @param cookies the rules of those that the script sets */
    Map<String, Object> of(PageRequest visit, PageState shown, Destination next, String cookies) {
        var state = shown.state();
        var texts = visit.texts();
        var model = common(visit, state, state.equals(PageState.JOINING) ? "join" : state);
        var refresh = refresh(shown);
        model.put("live", true);
        model.put("message", message(texts, shown));
        model.put("refreshes", refresh.isPresent());
        model.put("refreshSeconds", refresh.map(RetryAfter::seconds).orElse(0L));
        model.put("hasNext", true);
        model.put("next", visit.next().orElse(next.url()));
        model.put("joinLabel", texts.get(JOIN_LABELS.getOrDefault(state, "rejoin")));
        model.put("config", PageConfig.of(visit, shown, next, assets, cookies));
        putPlace(model, new WaitText(texts), texts, shown);
        return model;
    }

    private Map<String, Object> common(PageRequest visit, String state, String words) {
        var texts = visit.texts();
        var model = new HashMap<String, Object>();
        model.put("lang", texts.code());
        model.put("dir", texts.direction());
        model.put("t", texts.all());
        model.put("title", texts.get("room"));
        model.put("assets", assets.base());
        model.put("brandCss", assets.has("brand.css"));
        model.put("state", state);
        model.put("headline", texts.get(words + "Title"));
        model.put("message", texts.get(words + "Text"));
        model.put("self", visit.address());
        model.put("posted", visit.posted());
        model.put("hidden", hidden(visit));
        model.put("languages", languages(visit));
        model.put("links", links.in(texts));
        model.put("hasLinks", !links.addresses().isEmpty());
        return model;
    }

    private static String message(Texts texts, PageState shown) {
        if (shown.isStalled()) {
            return texts.get("stalledText");
        }
        return texts.get(shown.state().equals(PageState.JOINING) ? "joinText" : shown.state() + "Text");
    }

    private static void putPlace(Map<String, Object> model, WaitText words, Texts texts, PageState shown) {
        var place = shown.place();
        var position = place.isPresent() ? shown.seen().position() : 0;
        var remaining = shown.standing().filter(it -> place.isPresent()).flatMap(SessionStatus::remaining);
        model.put("positioned", position > 0);
        model.put("position", words.number(position));
        model.put("ahead", words.number(Math.max(0, position - 1)));
        model.put("wait", words.range(place.flatMap(Place::estimate)));
        model.put("progress", Double.toString(shown.seen().progress()));
        model.put("updated", CLOCK.format(Instant.now().atOffset(ZoneOffset.UTC)));
        model.put(
                "keep",
                remaining.map(it -> texts.get("keep", "time", words.within(it))).orElse(""));
    }

    private static Optional<Duration> refresh(PageState shown) {
        if (shown.state().equals(PageState.UNAVAILABLE)) {
            return Optional.of(TRY_AGAIN);
        }
        return shown.standing()
                .filter(standing -> !standing.state().isFinal())
                .map(standing -> standing.place().map(Place::pollAfter).orElse(LOOK_AGAIN));
    }

    private static List<Map<String, String>> hidden(PageRequest visit) {
        return visit.left(false).parameters().entrySet().stream()
                .map(parameter -> Map.of("name", parameter.getKey(), "value", parameter.getValue()))
                .toList();
    }

    private List<Map<String, Object>> languages(PageRequest visit) {
        return languages.all().stream()
                .map(texts -> Map.<String, Object>of(
                        "drawn", DrawnName.of(texts).isPresent(),
                        "lines", DrawnName.of(texts).map(DrawnName::lines).orElse(""),
                        "width", DrawnName.of(texts).map(DrawnName::width).orElse(0),
                        "code", texts.code(),
                        "dir", texts.direction(),
                        "name", texts.get("language"),
                        "href", visit.address(texts),
                        "chosen", texts.code().equals(visit.texts().code())))
                .toList();
    }
}
