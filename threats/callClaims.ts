/** What a single call shows to hold; an element has it when all of its calls do. */
import type { Control, ElementKind } from './element.ts';
import type { Held } from './modelDraft.ts';
import type { ApiCall } from './setup/reach.ts';
import type { Value } from './setup/values.ts';

type Claims = ReadonlyMap<Control['kind'], Held>;

/**
 * Algorithms that are fit for new uses: https://csrc.nist.gov/pubs/sp/800/131/a/r2/final, and what later standards add to them
 * (ChaCha20-Poly1305, Ed25519, SHA-3).
 */
const APPROVED =
  /^(?:(?:rsa-)?sha-?(?:256|384|512)(?:-256)?|sha3-\d{3}|aes-(?:128|192|256)-(?:gcm|ccm)|(?:id-)?aes(?:128|192|256)-(?:gcm|ccm)|chacha20-poly1305|ed25519|ed448|x25519|rsa-pss|random|hkdf|scrypt|argon2)$/i;

export function claimsOf(call: ApiCall, kind: ElementKind, name: string, protocol: string | undefined): Claims {
  const claims = new Map<Control['kind'], Held>();
  switch (kind) {
    case 'store':
      if (protocol === 'sql') claims.set('parameterised', held(isConstantQuery(call)));
      else if (call.callee.names.some((each) => /Tables#\*\.|^kysely\./.test(each)))
        claims.set('parameterised', 'certain');
      break;
    case 'call':
      // `smtp` and the like are no hosts, but stand for one that the settings name.
      claims.set('fixed-host', held(name.includes('.') && !name.includes('{')));
      claims.set('encrypted', encryption(call, protocol));
      break;
    case 'crypto':
      if (name === 'random') claims.set('secure-random', 'certain');
      else claims.set('approved-algorithm', held(APPROVED.test(name)));
      break;
    case 'session':
      claims.set('cookie-flags', held(hasCookieFlags(call)));
      break;
    case 'auth':
      if (call.callee.names.some((each) => /(?:^|[.#])(?:verify|verifyAsync|jwtVerify)$/.test(each)))
        claims.set('token-check', tokenCheck(call));
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

function encryption(call: ApiCall, protocol: string | undefined): Held {
  const options = optionsOf(call);
  const agents = options.flatMap((each) => AGENTS.flatMap((name) => (each.has(name) ? [each.get(name) ?? []] : [])));
  const made = agents.flatMap((values) => values.flatMap(settingsOf));
  if ([...options, ...made].some((each) => isConstant(each.get('rejectUnauthorized'), false))) return 'no';
  if (!isOverTls(call, protocol, options)) return 'no';
  const isSeen = [...options, ...made].every(
    (each) => !each.has('rejectUnauthorized') || isConstant(each.get('rejectUnauthorized'), true),
  );
  const hasSeenAgents = agents.every((values) => values.length > 0 && values.every(isMadeHere));
  return isSeen && hasSeenAgents && !hasHiddenOptions(call) ? 'certain' : 'partial';
}

function isOverTls(
  call: ApiCall,
  protocol: string | undefined,
  options: readonly ReadonlyMap<string, readonly Value[]>[],
): boolean {
  if (protocol === 'https') return true;
  const urls = [...(call.arguments[0]?.values ?? []), ...options.flatMap((each) => each.get('baseURL') ?? [])];
  const texts = urls.flatMap((value) => (value.kind === 'text' ? [value.text] : []));
  // Who sets the environment may say `http:`.
  if (urls.some((value) => value.kind === 'library')) return false;
  const absolute = texts.filter((text) => /^[a-z{][\w+.-]*[:}{…]/i.test(text));
  return absolute.length > 0 && absolute.every((text) => /^(?:https|wss):/i.test(text));
}

/** Options that say who makes the connection, and how: of `node:https`, axios, node-fetch, got and undici. */
const AGENTS = ['agent', 'httpsAgent', 'dispatcher', 'https'];

/** Calls whose second argument is what is sent: https://axios-http.com/docs/api_intro */
const SENDS_SECOND = /(?:^|[.#])(?:post|put|patch)(?:Form)?$/;

/** Somebody else may have put options into the call that nobody sees here. */
function hasHiddenOptions({ callee, arguments: given }: ApiCall): boolean {
  const isData = callee.names.some((name) => name.startsWith('axios') && SENDS_SECOND.test(name));
  return given.slice(isData ? 2 : 1).some(({ values }) => values.length === 0);
}

function isMadeHere(value: Value): boolean {
  return value.kind === 'object' || (value.kind === 'library' && value.made !== undefined);
}

/** What an object was made with. */
function settingsOf(value: Value): ReadonlyMap<string, readonly Value[]>[] {
  const made = value.kind === 'library' ? (value.made?.arguments ?? []) : [{ values: [value] }];
  return made.flatMap(({ values }) => values.flatMap((each) => (each.kind === 'object' ? [each.properties] : [])));
}

/** https://www.rfc-editor.org/rfc/rfc8725#section-3: the algorithm and the audience are the caller's to name. */
function tokenCheck(call: ApiCall): Held {
  const options = optionsOf(call);
  if (options.some((each) => isConstant(each.get('ignoreExpiration'), true))) return 'no';
  const names = ['algorithms', 'audience'].filter((name) => options.some((each) => each.has(name)));
  return names.length === 2 ? 'certain' : names.length === 1 ? 'partial' : 'no';
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
      (each.get('sameSite') ?? []).some((value) =>
        value.kind === 'text' ? !/^none$/i.test(value.text) : isTrue(value),
      ),
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

function isTrue(value: Value): boolean {
  return value.kind === 'constant' && value.value === true;
}

function held(holds: boolean): Held {
  return holds ? 'certain' : 'no';
}
