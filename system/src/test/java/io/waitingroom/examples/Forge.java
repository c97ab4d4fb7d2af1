package io.waitingroom.examples;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Creates permits that are valid except for one defect each. The name of each permit describes its defect. */
final class Forge {
    final ECKey key;
    private final String subject;

    /** @param subject the subject of an ACTIVE session */
    Forge(TestWaitingRoom room, String subject) {
        this.subject = subject;
        try {
            var storedKey = room.keys().values().iterator().next();
            key = ECKey.parse(storedKey.substring(storedKey.indexOf(':') + 1));
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    static String subjectOf(String permit) {
        try {
            return SignedJWT.parse(permit).getJWTClaimsSet().getSubject();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A valid permit. */
    String genuine() {
        return with(claims -> claims);
    }

    /**
     * The invalid permits, by name.
     *
     * @param attacker a URL from which an attacker wants its keys to be fetched
     */
    Map<String, String> forgeries(URI attacker) throws JOSEException {
        var all = new LinkedHashMap<String, String>();
        all.put("nothing", "");
        all.put("rubbish", "x.y.z");
        all.put("expired", with(claims -> claims.expirationTime(inSeconds(-30))));
        all.put("for later", with(claims -> claims.notBeforeTime(inSeconds(30))));
        all.put("another room's", with(claims -> claims.audience("another")));
        all.put("another issuer's", with(claims -> claims.issuer("somebody-else")));
        for (var claim : new String[] {"iss", "aud", "sub", "jti", "nbf", "exp"}) {
            all.put("without " + claim, with(claims -> claims.claim(claim, null)));
        }
        all.put("exp as a text", with(claims -> claims.claim("exp", "4102444800x")));
        all.put("altered", altered());
        all.put("another type's", sign(header().type(JOSEObjectType.JWT).build(), claims().build(), signer(key)));
        all.put("of no type", sign(header().type(null).build(), claims().build(), signer(key)));
        all.put("signed by the fleet's key, under another algorithm's name", withWrongAlgorithm());
        all.put("unsigned", new PlainJWT(claims().build()).serialize());
        all.put("unsigned, with a signature", new PlainJWT(claims().build()).serialize() + "A".repeat(86));
        all.put(
                "signed with the public key as a secret",
                signedWithPublicKey(key.toPublicJWK().toJSONString()));
        all.put("signed with the public key's PEM as a secret", signedWithPublicKey(pem()));
        all.putAll(signedByAnotherKey(attacker));
        return all;
    }

    private Map<String, String> signedByAnotherKey(URI attacker) throws JOSEException {
        var other = new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
        var named = header().keyID(other.getKeyID());
        return Map.of(
                "of an unknown key", sign(named.build(), claims().build(), signer(other)),
                "of an unknown key with a known name", sign(header().build(), claims().build(), signer(other)),
                "with its own key", sign(named.jwk(other.toPublicJWK()).build(), claims().build(), signer(other)),
                "with an address of its keys",
                        sign(named.jwkURL(attacker).x509CertURL(attacker).build(), claims().build(), signer(other)));
    }

    private String altered() {
        var parts = genuine().split("\\.");
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replaceAll("\"exp\":\\d+", "\"exp\":4102444800");
        return parts[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "."
                + parts[2];
    }

    // No JWT library signs a token whose header names another algorithm.
    private String withWrongAlgorithm() throws JOSEException {
        var json = header().build().toString().replace("ES256", "HS256");
        var header = Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        var signed = header + "." + genuine().split("\\.")[1];
        try {
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key.toECPrivateKey());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signedWithPublicKey(String secret) throws JOSEException {
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType("waiting-room-permit+jwt"))
                .keyID(key.getKeyID())
                .build();
        return sign(header, claims().build(), new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
    }

    /** The public key in PEM format, for proxies that do not read JWK sets. */
    String pem() throws JOSEException {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(key.toECPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static Date inSeconds(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    String with(UnaryOperator<JWTClaimsSet.Builder> change) {
        return sign(header().build(), change.apply(claims()).build(), signer(key));
    }

    private JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("waiting-room-permit+jwt"))
                .keyID(key.getKeyID());
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("waiting-room")
                .audience("default")
                .subject(subject)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(inSeconds(0))
                .notBeforeTime(inSeconds(0))
                .expirationTime(inSeconds(40));
    }

    private static JWSSigner signer(ECKey key) {
        try {
            return new ECDSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            var jwt = new SignedJWT(header, claims);
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
