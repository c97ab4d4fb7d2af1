package io.waitingroom.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waitingroom.client.CookieRules;
import io.waitingroom.process.UnusableFlagException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageDirectoryTest {
    private static final ContentPolicy POLICY = new ContentPolicy.Converter().convert("none");

    @TempDir
    Path directory;

    private void write(String name, String content) throws IOException {
        var file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private Page page() {
        return Page.of(
                PageDirectory.of(directory),
                PageLinks.NONE,
                new Headers(POLICY),
                new Cookies(new CookieRules()),
                ctx -> Optional.empty());
    }

    private static Texts texts(Page page, String language) {
        return page.languages().choose(List.of(Optional.of(language)), null);
    }

    private static String html(Page page, String language) {
        var request = new PageRequest(
                texts(page, language), false, PageRequest.DEFAULT_EVENT, Optional.empty(), false, false, 0);
        var model = page.model()
                .of(request, PageState.withoutSession(PageState.JOINING), new Destination("/", Optional.empty()), "");
        return new String(page.template().render(model), StandardCharsets.UTF_8);
    }

    @Test
    void anEmptyDirectoryChangesNothing() {
        var own = Page.of(
                PageDirectory.NONE,
                PageLinks.NONE,
                new Headers(POLICY),
                new Cookies(new CookieRules()),
                ctx -> Optional.empty());
        assertThat(page().assets().base()).isEqualTo(own.assets().base());
        assertThat(page().languages().all())
                .containsExactlyElementsOf(own.languages().all());
        assertThat(html(page(), "en")).doesNotContain("brand.css").contains("page.css");
    }

    @Test
    void logoAndColoursAreReplacedAndTheirUrlChanges() throws IOException {
        var before = page().assets().base();
        write("logo.svg", "<svg/>");
        write("brand.css", ":root { --accent: #800 }");
        var page = page();
        assertThat(page.assets().get("logo.svg").bytes()).asString().isEqualTo("<svg/>");
        assertThat(page.assets().get("brand.css").bytes()).asString().contains("#800");
        assertThat(page.assets().base()).isNotEqualTo(before);
        assertThat(html(page, "en").indexOf("brand.css"))
                .isGreaterThan(html(page, "en").indexOf("page.css"));
    }

    @Test
    void textsAreReplacedOneByOneAndEscaped() throws IOException {
        write("texts/de.json", "{\"joinTitle\": \"<b>Halle 5</b>\"}");
        var page = page();
        assertThat(html(page, "de")).contains("&lt;b&gt;Halle 5&lt;/b&gt;").doesNotContain("<b>");
        assertThat(texts(page, "de").get("join")).isEqualTo("Anstellen");
    }

    @Test
    void aNewLanguageFallsBackToEnglishTexts() throws IOException {
        write("texts/fa.json", "{\"direction\": \"rtl\", \"room\": \"اتاق انتظار\"}");
        var page = page();
        assertThat(html(page, "fa")).contains("<html lang=\"fa\" dir=\"rtl\">", "اتاق انتظار", "Take a place");
        assertThat(html(page, "en")).contains("lang&#x3D;fa").contains("فارسی");
    }

    @Test
    void theWholePageMayBeReplacedAndHaveItsOwnAssets() throws IOException {
        write("page.html", "<html lang={{lang}}><img src={{assets}}/pictures/hall.png>{{headline}}");
        write("assets/pictures/hall.png", "png");
        write("assets/.hidden", "x");
        assertThat(html(page(), "de")).endsWith("/pictures/hall.png>Warteraum");
        assertThat(page().assets().get("pictures/hall.png").type()).isEqualTo("image/png");
        assertThat(page().assets().has(".hidden")).isFalse();
    }

    @Test
    void filesMayBeSymbolicLinksAsInKubernetes() throws IOException {
        write("..data/logo.svg", "<svg id='linked'/>");
        Files.createSymbolicLink(directory.resolve("logo.svg"), Path.of("..data/logo.svg"));
        assertThat(page().assets().get("logo.svg").bytes()).asString().contains("linked");
    }

    @ParameterizedTest
    @CsvSource({
        "texts/de.json, '{\"join\": ', is not JSON",
        "texts/de.json, '{\"join\": 7}', '\"join\" is not a text'",
        "texts/de.json, '[]', is not a JSON object",
        "texts/de.json, '{\"jion\": \"x\"}', 'no text \"jion\"'",
        "texts/de.json, '{\"direction\": \"up\"}', neither ltr nor rtl",
        "texts/Deutsch.json, '{}', is not a language",
        "texts/de.txt, '{}', is not called",
        "page.html, '{{nonsense}}', nonsense",
        "page.html, '{{#live}}', live",
        "assets/run.exe, x, files of this kind are not served",
        "assets/page.js, x, the page has a file of that name"
    })
    void aBrokenFileIsNamed(String file, String content, String reason) throws IOException {
        write(file, content);
        assertThatThrownBy(this::page)
                .isInstanceOf(UnusableFlagException.class)
                .hasMessageStartingWith("--page-dir: " + file)
                .hasMessageContaining(reason)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void aMissingDirectoryIsNamed() {
        assertThatThrownBy(() -> PageDirectory.of(directory.resolve("none")))
                .isInstanceOf(UnusableFlagException.class)
                .hasMessageStartingWith("--page-dir: ")
                .hasMessageEndingWith("none is not a directory");
    }
}
