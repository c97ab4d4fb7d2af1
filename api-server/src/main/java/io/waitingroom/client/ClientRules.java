package io.waitingroom.client;

/**
 * What is believed of clients, and what they are told to keep.
 *
 * @param sentTo where their requests were sent
 * @param sentFrom which sites their requests were sent from
 * @param cookies how they keep our cookies
 */
public record ClientRules(RequestedHost sentTo, CsrfGuard sentFrom, CookieRules cookies) {}
