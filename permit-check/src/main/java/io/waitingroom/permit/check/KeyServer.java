package io.waitingroom.permit.check;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;

/** The address at which a room publishes its keys. */
final class KeyServer implements PublishedKeys.Source {
    private final ShortCalls calls = new ShortCalls();
    private final URI address;

    KeyServer(URI address) {
        this.address = address;
    }

    @Override
    public Map<String, JWSVerifier> fetch() throws IOException {
        var answer = calls.send(
                HttpRequest.newBuilder(address).header("Accept", "application/json, application/jwk-set+json"));
        if (answer.statusCode() != 200) {
            throw new IOException(address + " answers " + answer.statusCode());
        }
        var keys = keys(new String(answer.body(), StandardCharsets.UTF_8));
        // A room has one at any time. Something else answers, or a server that has lost its own.
        if (keys.isEmpty()) {
            throw new IOException(address + " names no key that signs permits");
        }
        return keys;
    }

    private Map<String, JWSVerifier> keys(String json) throws IOException {
        try {
            var keys = new HashMap<String, JWSVerifier>();
            for (var key : JWKSet.parse(json).getKeys()) {
                if (signsPermits(key)) {
                    keys.put(key.getKeyID(), new ECDSAVerifier(key.toECKey()));
                }
            }
            return Map.copyOf(keys);
        } catch (ParseException | JOSEException | RuntimeException e) {
            throw new IOException(address + " answers no set of keys", e);
        }
    }

    private static boolean signsPermits(JWK key) {
        return key instanceof ECKey elliptic
                && Curve.P_256.equals(elliptic.getCurve())
                && key.getKeyID() != null
                && !KeyUse.ENCRYPTION.equals(key.getKeyUse());
    }
}
