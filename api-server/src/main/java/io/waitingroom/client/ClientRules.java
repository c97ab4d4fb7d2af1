package io.waitingroom.client;

/**
 * The rules for the clients of the waiting page.
 *
 * @param requestedHost finds the host that a request was sent to
 * @param csrfGuard detects requests that pages of foreign sites sent
 * @param cookies sets cookies with the configured attributes
 */
public record ClientRules(RequestedHost requestedHost, CsrfGuard csrfGuard, CookieRules cookies) {}
