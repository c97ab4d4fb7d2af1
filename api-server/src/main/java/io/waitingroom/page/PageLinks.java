package io.waitingroom.page;

import io.waitingroom.client.Address;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The links in the page's footer, such as privacy and help.
 *
 * @param addresses the address of each link. The key is the name of the link's label in {@link Texts}
 */
record PageLinks(Map<String, String> addresses) {
    static final PageLinks NONE = new PageLinks(Map.of());

    private static final List<String> NAMES = List.of("privacy", "imprint", "accessibility", "help");

    /** Returns the links for the template, with their labels in one language. */
    List<Map<String, String>> labelled(Texts texts) {
        return addresses.entrySet().stream()
                .map(link -> Map.of("href", link.getValue(), "label", texts.get(link.getKey())))
                .toList();
    }

    /** Parses the value of {@code --page-links}: {@code none}, or comma-separated pairs {@code name=address}. */
    static final class Converter implements ITypeConverter<PageLinks> {
        @Override
        public PageLinks convert(String text) {
            if (text.isBlank() || text.equals("none")) {
                return NONE;
            }
            var addresses = new LinkedHashMap<String, String>();
            Stream.of(text.split(",", -1)).map(String::strip).forEach(link -> add(link, addresses));
            return new PageLinks(addresses);
        }

        private static void add(String link, Map<String, String> addresses) {
            var parts = link.split("=", 2);
            if (parts.length < 2 || !NAMES.contains(parts[0]) || addresses.containsKey(parts[0])) {
                throw new TypeConversionException(
                        "'" + link + "' is not one link each of privacy, imprint, accessibility and "
                                + "help, like privacy=https://example.com/privacy");
            }
            var address = Address.read(parts[1])
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + parts[1] + "' is not an address like https://example.com/privacy"));
            addresses.put(parts[0], address.text());
        }
    }
}
