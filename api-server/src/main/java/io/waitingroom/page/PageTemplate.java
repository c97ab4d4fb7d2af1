package io.waitingroom.page;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The page's HTML, a mustache template. What is put into it is escaped. */
final class PageTemplate {
    static final String FILE = "page.html";

    private final Template template;

    /** @throws MustacheException if it is not a template */
    PageTemplate(String source) {
        template = Mustache.compiler().strictSections(true).compile(source);
    }

    /** @throws MustacheException if the template names what the model does not have */
    byte[] render(Map<String, Object> model) {
        return template.execute(model).getBytes(StandardCharsets.UTF_8);
    }
}
