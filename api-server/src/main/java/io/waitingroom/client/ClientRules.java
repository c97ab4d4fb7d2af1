package io.waitingroom.client;

/**
 * The rules for the clients of the waiting page.
 *
 * @param requestedHost finds the host that a request was sent to
 * @param csrfGuard detects requests from foreign sites
 * @param cookies the attributes of our cookies
 */
public record ClientRules(RequestedHost requestedHost, CsrfGuard csrfGuard, CookieRules cookies) {}
