package io.waitingroom.permit.check;

import java.util.Optional;

/**
 * The settings of a {@link PermitFilter}.
 *
 * @param fingerprintHeader the header with the fingerprint that permits are bound to; empty where they are not bound
 * @param self the public origin of this service
 * @param instantEntry asks the room for an instant entry; empty where that is off
 */
record FilterSettings(
        PermitVerifier verifier,
        WaitingPage waitingPage,
        OpenPaths openPaths,
        Optional<String> fingerprintHeader,
        PublicOrigin self,
        Optional<InstantEntryClient> instantEntry) {}
