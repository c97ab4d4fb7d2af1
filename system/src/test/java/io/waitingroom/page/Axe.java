package io.waitingroom.page;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Finds barriers for people with disabilities in a page, as far as a program can check WCAG 2.2, levels A and AA. */
final class Axe {
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final String SCRIPT = script();
    private static final String RUN = """
            async rules => {
                const found = await axe.run({ runOnly: { type: 'tag', values: rules } });
                return found.violations.flatMap(rule => rule.nodes.map(node =>
                    `${rule.id}: ${node.html}: ${node.failureSummary}`));
            }
            """;

    private Axe() {}

    /** The violations: one line for each element that breaks a rule. */
    static List<String> violations(Page page) {
        page.evaluate(SCRIPT);
        return ((List<?>) page.evaluate(RUN, RULES))
                .stream().map(Object::toString).toList();
    }

    private static String script() {
        try (var stream = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
