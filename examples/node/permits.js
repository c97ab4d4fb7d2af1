// Checks permits of a waiting room without a call for each request. The keys are fetched at first use and cached. They are fetched
// again, at a limited rate, for a permit with an unknown key. Throws if a permit is not valid.
import { createRemoteJWKSet, jwtVerify } from 'jose';

const MAX_LENGTH = 1024;

export function permits({ keys, room = 'default', issuer = 'waiting-room', leewaySeconds = 10 }) {
  const published = createRemoteJWKSet(new URL(keys), {
    timeoutDuration: 2000,
    cooldownDuration: 5000,
    cacheMaxAge: 10 * 60 * 1000,
  });
  return async text => {
    if (!text || text.length > MAX_LENGTH) {
      throw new Error('no permit');
    }
    // Algorithm and keys are fixed here. What the permit's header says about either is ignored.
    const { payload } = await jwtVerify(text, published, {
      algorithms: ['ES256'],
      typ: 'waiting-room-permit+jwt',
      issuer,
      audience: room,
      clockTolerance: leewaySeconds,
      requiredClaims: ['iss', 'aud', 'sub', 'jti', 'iat', 'nbf', 'exp'],
    });
    return payload;
  };
}

// Ensures that this process exchanges each permit once. Expired permits are removed, and the oldest if there are too many.
export function once(max = 100000) {
  const used = new Map();
  return ({ jti, exp }) => {
    for (const [known, end] of used) {
      if (end > Date.now() / 1000 - 300 && used.size < max) {
        break;
      }
      used.delete(known);
    }
    const first = !used.has(jti);
    used.set(jti, exp);
    return first;
  };
}
