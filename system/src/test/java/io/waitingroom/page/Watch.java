package io.waitingroom.page;

import com.microsoft.playwright.BrowserContext;
import java.util.ArrayList;
import java.util.List;

/** What a page has shown in one of its places, in order and without repetitions, in all tabs and over reloads. */
final class Watch {
    private static final String SCRIPT = """
            addEventListener('DOMContentLoaded', () => {
                const look = () => {
                    const element = document.querySelector('%1$s');
                    const shown = element && element.getClientRects().length ? String(element.%2$s).trim() : '';
                    if (shown) %3$s(shown);
                };
                new MutationObserver(look).observe(document, {
                    subtree: true, childList: true, characterData: true, attributes: true });
                look();
            });
            """;

    private final List<String> seen = new ArrayList<>();

    /**
     * @param browser before its first page
     * @param what a selector
     * @param property of the element that it selects
     */
    Watch(BrowserContext browser, String what, String property) {
        var name = "watch" + Math.abs(what.hashCode());
        browser.exposeBinding(name, (source, arguments) -> {
            var value = arguments[0].toString();
            if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(value)) {
                seen.add(value);
            }
            return null;
        });
        browser.addInitScript(SCRIPT.formatted(what, property, name));
    }

    List<String> seen() {
        return List.copyOf(seen);
    }

    /** {@link #seen} as numbers. */
    List<Double> numbers() {
        return seen.stream().map(Double::valueOf).toList();
    }
}
