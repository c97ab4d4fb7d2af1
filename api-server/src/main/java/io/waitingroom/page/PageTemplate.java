package io.waitingroom.page;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The page's HTML as a mustache template. Values are escaped when they are inserted. */
final class PageTemplate {
    static final String FILE = "page.html";

    private final Template template;

    /**
     * Compiles the template.
     *
     * @throws MustacheException if the source is not a valid template
     */
    PageTemplate(String source) {
        template = Mustache.compiler().strictSections(true).compile(source);
    }

    /**
     * Renders the page as UTF-8.
     *
     * @throws MustacheException if the template uses a name that the model does not define
     */
    byte[] render(Map<String, Object> model) {
        return template.execute(model).getBytes(StandardCharsets.UTF_8);
    }
}
