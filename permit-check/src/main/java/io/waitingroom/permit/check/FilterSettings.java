package io.waitingroom.permit.check;

import java.util.Optional;

/**
 * The settings of a {@link PermitFilter}.
 *
 * @param fingerprintHeader the request header that contains the client's fingerprint; empty if permits are not bound to
 *     fingerprints
 * @param self the public origin of this service
 * @param instantEntry the client that asks the room for an instant entry; empty if instant entry is off
 */
record FilterSettings(
        PermitVerifier verifier,
        WaitingPage waitingPage,
        OpenPaths openPaths,
        Optional<String> fingerprintHeader,
        PublicOrigin self,
        Optional<InstantEntryClient> instantEntry) {}
