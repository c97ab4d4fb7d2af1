package io.waitingroom.page;

import com.microsoft.playwright.BrowserContext;
import java.util.ArrayList;
import java.util.List;

/** Records the values that an element has shown, in order and without repetitions, in all tabs and across reloads. */
final class DisplayedValues {
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

    private final List<String> values = new ArrayList<>();

    /**
     * @param context a browser context that has no page yet
     * @param selector selects the element
     * @param property the element's property to record
     */
    DisplayedValues(BrowserContext context, String selector, String property) {
        var name = "watch" + Math.abs(selector.hashCode());
        context.exposeBinding(name, (source, arguments) -> {
            var value = arguments[0].toString();
            if (values.isEmpty() || !values.get(values.size() - 1).equals(value)) {
                values.add(value);
            }
            return null;
        });
        context.addInitScript(SCRIPT.formatted(selector, property, name));
    }

    List<String> values() {
        return List.copyOf(values);
    }

    /** {@link #values} as numbers. */
    List<Double> numbers() {
        return values.stream().map(Double::valueOf).toList();
    }
}
