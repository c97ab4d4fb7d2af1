package io.waitingroom.api;

import io.waitingroom.client.AllowedOrigins;
import io.waitingroom.client.ClientFlags;
import io.waitingroom.client.CookieRules;
import io.waitingroom.page.PageFlags;
import io.waitingroom.permit.PermitFlags;
import io.waitingroom.process.FromEnvironment;
import io.waitingroom.routes.VerifyFlags;
import io.waitingroom.session.SigningKey;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The command-line flags of an API server, except the flags for its network addresses and for Redis. */
@FromEnvironment
final class ApiFlags {
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

    @Option(
            names = "--signing-key",
            converter = SigningKeyConverter.class,
            paramLabel = "KEY",
            description = "secret of the fleet that session ids are signed with, 32 to 256 printable characters; "
                    + "default: the first server makes one and shares it through Redis")
    private SigningKey signingKey;

    Optional<SigningKey> signingKey() {
        return Optional.ofNullable(signingKey);
    }

    static final class SigningKeyConverter implements ITypeConverter<SigningKey> {
        @Override
        public SigningKey convert(String text) {
            try {
                return SigningKey.of(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
