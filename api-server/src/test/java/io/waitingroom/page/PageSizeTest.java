package io.waitingroom.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What one visitor loads, uncompressed: on a phone at a stadium every kilobyte counts. */
class PageSizeTest {
    private static final ContentPolicy POLICY = new ContentPolicy.Converter().convert("none");
    private static final int MOST = 40 * 1024;

    @Test
    void isBelowFortyKilobytesInEveryLanguage() {
        var page = Page.of(PageDirectory.NONE, POLICY, ctx -> Optional.empty());
        var files = Stream.of("page.css", "page.js", "clock.js", "logo.svg")
                .mapToInt(name -> page.assets().get(name).bytes().length)
                .sum();
        for (var texts : page.languages().all()) {
            var visit = new Visit(texts, true, Visit.DEFAULT_EVENT, Optional.of("/seats"), false);
            var next = new Target("/seats", Optional.empty());
            var html = page.template().render(page.model().of(visit, Shown.without(Shown.JOINING), next));
            assertThat(html.length + files).as(texts.code()).isLessThan(MOST);
        }
    }
}
