/** JSON Web Tokens, decoded: RFC 7519, signed ones by RFC 7515, encrypted ones by RFC 7516. */
import { decodeBase64, utf8 } from './base64.ts';

export interface Jwt {
  /** The end of the token in the text. */
  readonly end: number;
  /** `sample`: of a documentation. `public`: made for everybody. `service`: past every rule of a database. */
  readonly kind: 'sample' | 'public' | 'service' | 'unsigned' | 'token';
  /** The day after which it opens nothing, `2026-01-31`. */
  readonly expires: string | undefined;
}

const SIGNED = /eyJ[\w-]{8,2000}\.eyJ[\w-]{8,8000}\.[\w-]{20,1400}/y;
const UNSIGNED = /eyJ[\w-]{8,2000}\.eyJ[\w-]{8,8000}\./y;
const ENCRYPTED = /eyJ[\w-]{8,2000}\.[\w-]{0,800}\.[\w-]{8,64}\.[\w-]{8,8000}\.[\w-]{16,64}/y;

/** The token that starts at a place of a text; undefined when what stands there only looks like one. */
export function jwtAt(text: string, at: number): Jwt | undefined {
  const before = text.charAt(at - 1);
  if (/[\w.-]/.test(before) && text.charAt(at - 2) !== '\\') return undefined;
  const token = matchAt(ENCRYPTED, text, at) ?? matchAt(SIGNED, text, at) ?? matchAt(UNSIGNED, text, at);
  if (token === undefined || /[\w-]/.test(text.charAt(at + token.length))) return undefined;
  const parts = token.split('.');
  const header = recordOf(parts[0]);
  if (typeof header?.['alg'] !== 'string') return undefined;
  const end = at + token.length;
  if (parts.length === 5) {
    return typeof header['enc'] === 'string' ? { end, kind: 'token', expires: undefined } : undefined;
  }
  const payload = recordOf(parts[1]);
  if (!payload) return undefined;
  const isUnsigned = header['alg'].toLowerCase() === 'none';
  if (parts[2] === '' && !isUnsigned) return undefined;
  return { end, kind: isUnsigned ? 'unsigned' : kindOf(payload), expires: dayOf(payload['exp']) };
}

/** What a token of three parts is for, by its claims; undefined when it is none. */
export function kindOfJwt(token: string): Jwt['kind'] | undefined {
  const found = token.startsWith('eyJ') ? jwtAt(token, 0) : undefined;
  return found?.end === token.length ? found.kind : undefined;
}

/** The debugger of jwt.io and RFC 7519 §3.1 have their samples; the rest is what a placeholder calls itself. */
function kindOf(payload: Readonly<Record<string, unknown>>): Jwt['kind'] {
  const claims = Object.values(payload).filter((claim) => typeof claim === 'string');
  if (
    payload['sub'] === '1234567890' ||
    payload['iss'] === 'joe' ||
    // The keys of every database on an own machine: https://supabase.com/docs/guides/local-development
    payload['iss'] === 'supabase-demo' ||
    claims.some((claim) => /^(?:john doe|jane doe|foo|bar|baz|test|example|user)$/i.test(claim)) ||
    Object.keys(payload).every((key) => /^(?:foo|bar|baz|hello|iat|exp)$/.test(key))
  ) {
    return 'sample';
  }
  // https://supabase.com/docs/guides/api/api-keys
  if (payload['role'] === 'anon') return 'public';
  return payload['role'] === 'service_role' ? 'service' : 'token';
}

function recordOf(part = ''): Readonly<Record<string, unknown>> | undefined {
  const text = utf8(decodeBase64(part));
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The day of a number of seconds since 1970. */
function dayOf(seconds: unknown): string | undefined {
  if (typeof seconds !== 'number' || !(seconds > 0 && seconds < 1e11)) return undefined;
  // The calendar repeats every 146,097 days; years begin with March, so that a leap day is the last of one.
  const days = Math.floor(seconds / 86_400) + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return [String(year).padStart(4, '0'), ...[month, day].map((part) => String(part).padStart(2, '0'))].join('-');
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
