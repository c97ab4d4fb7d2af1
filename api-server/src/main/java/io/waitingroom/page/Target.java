package io.waitingroom.page;

import java.util.Optional;

/**
 * Where a browser may be sent.
 *
 * @param url a path of this server, or an absolute URL; ASCII only
 * @param origin that of an absolute URL
 */
record Target(String url, Optional<String> origin) {}
