package io.waitingroom.permit.check;

import com.nimbusds.jose.JWSVerifier;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Permits whose signatures were found good, and by which key. A page and what it loads come with the same permit, and to
 * check one takes a third of a millisecond. Only the signature is remembered; everything else is looked at each time.
 * Nobody can fill this who was not given permits.
 */
final class CheckedSignatures {
    private static final int MOST = 4096;

    private final Map<String, JWSVerifier> keys = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, JWSVerifier> eldest) {
            return size() > MOST;
        }
    };

    boolean isGood(SignedPermit signed, JWSVerifier key) {
        var text = signed.token().getParsedString();
        synchronized (keys) {
            // The very same: a key that was fetched anew may be another one of the same name.
            if (keys.get(text) == key) {
                return true;
            }
        }
        var good = signed.isSignedBy(key);
        if (good) {
            synchronized (keys) {
                keys.put(text, key);
            }
        }
        return good;
    }
}
