package io.waitingroom.api;

import io.waitingroom.client.AllowedOrigins;
import io.waitingroom.client.CookieRules;
import io.waitingroom.page.PageFlags;
import io.waitingroom.permit.PermitFlags;
import picocli.CommandLine.Mixin;

/** The flags of an API server, without those of its addresses and of Redis. */
final class TestFlags {
    @Mixin
    ClientFlags client;

    @Mixin
    PageFlags page;

    @Mixin
    PermitFlags permit;

    @Mixin
    VerifyFlags verify;

    @Mixin
    AllowedOrigins origins;

    @Mixin
    CookieRules cookies;
}
