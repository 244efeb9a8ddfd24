/** What a single call shows to hold; an element has it when all of its calls do. */
import type { Control, ElementKind } from './element.ts';
import type { ApiCall } from './setup/reach.ts';
import type { Value } from './setup/values.ts';

type Claims = ReadonlyMap<Control['kind'], boolean>;

/**
 * Algorithms that are fit for new uses: https://csrc.nist.gov/pubs/sp/800/131/a/r2/final, and what later standards add to them
 * (ChaCha20-Poly1305, Ed25519, SHA-3).
 */
const APPROVED =
  /^(?:(?:rsa-)?sha-?(?:256|384|512)(?:-256)?|sha3-\d{3}|aes-(?:128|192|256)-(?:gcm|ccm)|(?:id-)?aes(?:128|192|256)-(?:gcm|ccm)|chacha20-poly1305|ed25519|ed448|x25519|rsa-pss|random|hkdf|scrypt|argon2)$/i;

export function claimsOf(call: ApiCall, kind: ElementKind, name: string, protocol: string | undefined): Claims {
  const claims = new Map<Control['kind'], boolean>();
  switch (kind) {
    case 'store':
      if (protocol === 'sql') claims.set('parameterised', isConstantQuery(call));
      else if (call.callee.names.some((each) => /Tables#\*\.|^kysely\./.test(each))) claims.set('parameterised', true);
      break;
    case 'call':
      // `smtp` and the like are no hosts, but stand for one that the settings name.
      claims.set('fixed-host', name.includes('.') && !name.includes('{'));
      claims.set('encrypted', isEncrypted(call, protocol));
      break;
    case 'crypto':
      if (name === 'random') claims.set('secure-random', true);
      else claims.set('approved-algorithm', APPROVED.test(name));
      break;
    case 'session':
      claims.set('cookie-flags', hasCookieFlags(call));
      break;
    case 'auth':
      if (call.callee.names.some((each) => /(?:^|[.#])(?:verify|verifyAsync|jwtVerify)$/.test(each)))
        claims.set(
          'token-check',
          optionsOf(call).some((options) => options.has('algorithms')),
        );
      break;
    default:
  }
  return claims;
}

/** The whole text of the query is written down, or its holes are parameters, as those of a tag are. */
function isConstantQuery({ step, arguments: [first] }: ApiCall): boolean {
  if (step.isTag) return true;
  const texts = (first?.values ?? []).flatMap((value): readonly Value[] => {
    if (value.kind !== 'object') return [value];
    return [...(value.properties.get('text') ?? []), ...(value.properties.get('sql') ?? [])];
  });
  return texts.length > 0 && texts.every((value) => value.kind === 'text' && !value.text.includes('{'));
}

function isEncrypted(call: ApiCall, protocol: string | undefined): boolean {
  const options = optionsOf(call);
  if (options.some((each) => isConstant(each.get('rejectUnauthorized'), false))) return false;
  if (protocol === 'https') return true;
  const urls = [...(call.arguments[0]?.values ?? []), ...options.flatMap((each) => each.get('baseURL') ?? [])];
  const texts = urls.flatMap((value) => (value.kind === 'text' ? [value.text] : []));
  // Who sets the environment may say `http:`.
  if (urls.some((value) => value.kind === 'library')) return false;
  const absolute = texts.filter((text) => /^[a-z{][a-z\d+.-]*[:}{…]/i.test(text));
  return absolute.length > 0 && absolute.every((text) => /^(?:https|wss):/i.test(text));
}

/** https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Set-Cookie */
function hasCookieFlags(call: ApiCall): boolean {
  const given = optionsOf(call);
  const inner = given.flatMap((each) =>
    (each.get('cookie') ?? []).flatMap((value) => (value.kind === 'object' ? [value.properties] : [])),
  );
  return [...given, ...inner].some(
    (each) =>
      isConstant(each.get('secure'), true) &&
      (isConstant(each.get('httpOnly'), true) || each === inner[0]) &&
      (each.has('sameSite') || isConstant(each.get('sameSite'), true)),
  );
}

function optionsOf(call: ApiCall): ReadonlyMap<string, readonly Value[]>[] {
  const made = call.callee.receiver?.kind === 'library' ? (call.callee.receiver.made?.arguments ?? []) : [];
  return [...call.arguments, ...made].flatMap(({ values }) =>
    values.flatMap((value) => (value.kind === 'object' ? [value.properties] : [])),
  );
}

function isConstant(values: readonly Value[] | undefined, wanted: boolean): boolean {
  return values?.some((value) => value.kind === 'constant' && value.value === wanted) ?? false;
}
