package io.waitingroom.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.client.CookieRules;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks how much one visitor loads over the network: on a phone in a stadium every kilobyte counts. */
class PageSizeTest {
    private static final ContentPolicy POLICY = new ContentPolicy.Converter().convert("none");
    private static final int MAX_BYTES = 16_000;
    /** The maximum size of the response headers, of the page and of three files together. */
    private static final int MAX_HEADER_BYTES = 1000 + 3 * 500;

    @Test
    void thePageIsBelowSixteenKilobytesInEveryLanguage() {
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
            var request =
                    new PageRequest(texts, true, PageRequest.DEFAULT_EVENT, Optional.of("/seats"), false, false, 0);
            var next = new Destination("/seats", Optional.empty());
            var model = page.model()
                    .of(request, PageState.withoutSession(PageState.JOINING), next, "; SameSite=Lax; Secure");
            var html = Gzip.compress(page.template().render(model));
            assertThat(html.length + files + MAX_HEADER_BYTES).as(texts.code()).isLessThan(MAX_BYTES);
        }
    }
}
