package io.waitingroom.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.client.CookieRules;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What one visitor loads on the wire: on a phone at a stadium every kilobyte counts. */
class PageSizeTest {
    private static final ContentPolicy POLICY = new ContentPolicy.Converter().convert("none");
    private static final int MOST = 16_000;
    /** What the heads of an answer take at most, of the page and of three files. */
    private static final int HEADS = 1000 + 3 * 500;

    @Test
    void isBelowSixteenKilobytesInEveryLanguage() {
        var page = Page.of(
                PageDirectory.NONE,
                PageLinks.NONE,
                new Headers(POLICY),
                new Cookies(new CookieRules()),
                ctx -> Optional.empty());
        var files = Stream.of("page.css", "page.js", "logo.svg")
                .mapToInt(name -> page.assets().get(name).gzipped().orElseThrow().length)
                .sum();
        for (var texts : page.languages().all()) {
            var visit = new PageRequest(texts, true, PageRequest.DEFAULT_EVENT, Optional.of("/seats"), false, false, 0);
            var next = new Destination("/seats", Optional.empty());
            var model =
                    page.model().of(visit, PageState.withoutSession(PageState.JOINING), next, "; SameSite=Lax; Secure");
            var html = Gzip.compress(page.template().render(model));
            assertThat(html.length + files + HEADS).as(texts.code()).isLessThan(MOST);
        }
    }
}
