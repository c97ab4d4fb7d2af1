package io.waitingroom.permit.check;

import com.nimbusds.jose.JWSVerifier;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Caches which permits have a valid signature, and which key verified each signature. A browser requests a page and the files
 * of the page with the same permit, and each signature check takes a third of a millisecond. Only the result of the signature
 * check is cached. All claims are checked each time. Only permits with a valid signature are cached, so an attacker without
 * permits cannot fill the cache.
 */
final class CheckedSignatures {
    private static final int MAX_PERMITS = 4096;

    private final Map<String, JWSVerifier> keys = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, JWSVerifier> eldest) {
            return size() > MAX_PERMITS;
        }
    };

    boolean isValid(SignedPermit signed, JWSVerifier key) {
        var text = signed.token().getParsedString();
        synchronized (keys) {
            // Compared by identity: a key that was fetched again may be a different key with the same id.
            if (keys.get(text) == key) {
                return true;
            }
        }
        var valid = signed.isSignedBy(key);
        if (valid) {
            synchronized (keys) {
                keys.put(text, key);
            }
        }
        return valid;
    }
}
