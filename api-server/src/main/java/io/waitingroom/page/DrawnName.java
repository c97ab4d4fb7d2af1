package io.waitingroom.page;

import java.util.Map;
import java.util.Optional;

/**
 * The name of a language, drawn as an SVG path. Without the drawing, a device without a font for the language's script would
 * show boxes instead of the name. Then the visitor could not find the language in the list.
 *
 * @param lines the data of the SVG path; the drawing is 20 units high
 * @param width the width of the drawing in the same units
 */
record DrawnName(String lines, int width) {
    private static final Map<String, DrawnName> NAMES = Map.of(
            "ja",
                    new DrawnName(
                            "M4 2H16V18H4ZM4 10H16"
                                    + "M24 6H40M32 1.5V19M32 6Q29 12 24 14.5M32 6Q35 12 40 14.5M28.5 14.5H35.5"
                                    + "M48.5 1V3M45 5H52M46 8H51M46 11H51M46 14H51V18H46Z"
                                    + "M53.5 2H62.5M57.2 2L56 9.5M54 5.5H60.5L60 9.5M53 9.5H63M54.5 13H61.5V18.5H54.5Z",
                            64),
            "zh",
                    new DrawnName(
                            "M3 5H17V12H3ZM10 1V19.5" + "M32 1V4M24 5H40M36 5Q33 14 25 18.5M28 5Q31 14 39 18.5", 42));

    static Optional<DrawnName> of(Texts texts) {
        return Optional.ofNullable(NAMES.get(texts.code()));
    }
}
