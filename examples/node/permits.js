// Checks permits of a waiting room without a call for each request. The keys are fetched when they are first needed, kept, and fetched
// again, seldom, for a permit of a key that is not known. Throws for whatever is not good.
import { createRemoteJWKSet, jwtVerify } from 'jose';

const LONGEST = 1024;

export function permits({ keys, room = 'default', issuer = 'waiting-room', leewaySeconds = 10 }) {
  const published = createRemoteJWKSet(new URL(keys), {
    timeoutDuration: 2000,
    cooldownDuration: 5000,
    cacheMaxAge: 10 * 60 * 1000,
  });
  return async text => {
    if (!text || text.length > LONGEST) {
      throw new Error('no permit');
    }
    // The algorithm is ours to choose, and so are the keys: whatever the permit says of either is not followed.
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

// Each permit is exchanged once by this process. Those that have run out are forgotten, and the oldest if there are too many.
export function once(most = 100000) {
  const used = new Map();
  return ({ jti, exp }) => {
    for (const [known, end] of used) {
      if (end > Date.now() / 1000 - 300 && used.size < most) {
        break;
      }
      used.delete(known);
    }
    const first = !used.has(jti);
    used.set(jti, exp);
    return first;
  };
}
