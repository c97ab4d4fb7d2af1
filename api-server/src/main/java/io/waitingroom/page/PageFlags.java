package io.waitingroom.page;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What a team sets of the page. */
public final class PageFlags {
    @Option(
            names = "--allowed-next",
            defaultValue = "${env:WAITING_ROOM_ALLOWED_NEXT:-none}",
            converter = AllowedNext.Converter.class,
            paramLabel = "URLS",
            description =
                    "origins and URLs that the waiting page may lead to besides paths of this server, with commas; "
                            + "WAITING_ROOM_ALLOWED_NEXT, default none")
    private AllowedNext allowedNext;

    @Option(
            names = "--page-links",
            defaultValue = "${env:WAITING_ROOM_PAGE_LINKS:-none}",
            converter = PageLinks.Converter.class,
            paramLabel = "LINKS",
            description =
                    "links at the foot of the waiting page, with commas, of privacy, imprint, accessibility and help "
                            + "(privacy=https://example.com/privacy); WAITING_ROOM_PAGE_LINKS, default none")
    private PageLinks links;

    @Option(
            names = "--page-sources",
            defaultValue = "${env:WAITING_ROOM_PAGE_SOURCES:-none}",
            converter = ContentPolicy.Converter.class,
            paramLabel = "DIRECTIVES",
            description =
                    "other hosts that the waiting page may load files from, as directives of its content security "
                            + "policy (img-src https://cdn.example.com; font-src …); WAITING_ROOM_PAGE_SOURCES, default none")
    private ContentPolicy policy;

    @Option(
            names = "--page-dir",
            defaultValue = "${env:WAITING_ROOM_PAGE_DIR:-" + Option.NULL_VALUE + "}",
            paramLabel = "DIRECTORY",
            description = "logo.svg, brand.css, texts/<language>.json, page.html and assets/ to be used instead of the "
                    + "waiting page's own; WAITING_ROOM_PAGE_DIR, default none")
    private Path pageDirectory;

    AllowedNext allowedNext() {
        return allowedNext;
    }

    PageLinks links() {
        return links;
    }

    ContentPolicy policy() {
        return policy;
    }

    /** @throws io.waitingroom.process.UnusableFlagException if the directory is none */
    PageDirectory directory() {
        return pageDirectory == null ? PageDirectory.NONE : PageDirectory.of(pageDirectory);
    }
}
