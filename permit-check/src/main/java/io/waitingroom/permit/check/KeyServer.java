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

/** Fetches a room's public keys (JWK set) from the address at which the room publishes them. */
final class KeyServer implements PublishedKeys.Source {
    private final ShortCalls calls = new ShortCalls();
    private final URI address;

    KeyServer(URI address) {
        this.address = address;
    }

    @Override
    public Map<String, JWSVerifier> fetch() throws IOException {
        var response = calls.send(
                HttpRequest.newBuilder(address).header("Accept", "application/json, application/jwk-set+json"));
        if (response.statusCode() != 200) {
            throw new IOException(address + " responds with status " + response.statusCode());
        }
        var keys = keys(new String(response.body(), StandardCharsets.UTF_8));
        // A room always has a key. An empty set comes from another server, or from an API server that has lost its
        // keys.
        if (keys.isEmpty()) {
            throw new IOException(address + " has no key that signs permits");
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
            throw new IOException(address + " does not return a valid JWK set", e);
        }
    }

    private static boolean signsPermits(JWK key) {
        return key instanceof ECKey elliptic
                && Curve.P_256.equals(elliptic.getCurve())
                && key.getKeyID() != null
                && !KeyUse.ENCRYPTION.equals(key.getKeyUse());
    }
}
