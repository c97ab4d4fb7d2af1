package io.waitingroom.permit.check;

import java.util.Optional;

/**
 * What a {@link PermitFilter} was told.
 *
 * @param firstVisit asks whether a visit may come in at once, where that is wanted
 * @param fingerprintHeader whose value permits are bound to, or empty where they are not
 */
record FilterSettings(
        PermitVerifier verifier,
        WaitingPage waitingPage,
        OpenPaths openPaths,
        Optional<String> fingerprintHeader,
        PublicOrigin self,
        Optional<InstantEntryClient> firstVisit) {}
