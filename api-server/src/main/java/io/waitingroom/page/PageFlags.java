package io.waitingroom.page;

import io.waitingroom.process.FromEnvironment;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The command-line flags of the page. */
@FromEnvironment
public final class PageFlags {
    @Option(
            names = "--allowed-next",
            defaultValue = "none",
            converter = AllowedNext.Converter.class,
            paramLabel = "URLS",
            description =
                    "origins and URLs that the waiting page may lead to besides paths of this server, comma-separated")
    private AllowedNext allowedNext;

    @Option(
            names = "--page-links",
            defaultValue = "none",
            converter = PageLinks.Converter.class,
            paramLabel = "LINKS",
            description =
                    "links at the foot of the waiting page, comma-separated: privacy, imprint, accessibility and help "
                            + "(privacy=https://example.com/privacy)")
    private PageLinks links;

    @Option(
            names = "--page-sources",
            defaultValue = "none",
            converter = ContentPolicy.Converter.class,
            paramLabel = "DIRECTIVES",
            description = "other hosts that the waiting page may load files from, as directives of its "
                    + "Content-Security-Policy (img-src https://cdn.example.com; font-src …)")
    private ContentPolicy policy;

    @Option(
            names = "--page-dir",
            paramLabel = "DIRECTORY",
            description =
                    "directory with logo.svg, brand.css, texts/<language>.json, page.html and assets/ that replace "
                            + "the waiting page's own files")
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

    /**
     * Returns the directory that {@code --page-dir} names, or {@link PageDirectory#NONE} if the flag is not set.
     *
     * @throws io.waitingroom.process.UnusableFlagException if the path in the flag is not a directory
     */
    PageDirectory directory() {
        return pageDirectory == null ? PageDirectory.NONE : PageDirectory.of(pageDirectory);
    }
}
