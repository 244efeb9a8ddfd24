/**
 * What a program is made of, seen by somebody who models its threats: plain, readonly, serialisable data. `extract.ts`
 * makes it of what the engine found, and everything else in this folder reads it.
 */
import type { Location } from '../engine/finding.ts';

export type ElementKind =
  /** The program itself, where it sets up what holds for every reply: `app:express:src/server.ts`. */
  | 'app'
  | 'entry'
  | 'store'
  | 'call'
  | 'upload'
  | 'download'
  | 'auth'
  | 'session'
  | 'crypto'
  | 'admin'
  | 'script'
  | 'secret'
  | 'ci'
  | 'process'
  | 'data'
  /** What it is built from: a `package.json` with its lock file, `package:npm:package.json`. */
  | 'package';

/** Where an element lies, from a stranger's side to the program's inside. */
export type Zone = 'internet' | 'browser' | 'app' | 'admin' | 'data' | 'third-party' | 'ci';

/**
 * Something in the code that speaks for an element or for a control on it. `via` says how it was recognised, in the
 * words of a model or a rule (`express.Router#post`).
 */
export interface Evidence {
  readonly kind: 'route' | 'middleware' | 'schema' | 'call' | 'option' | 'check' | 'file' | 'type';
  readonly location: Location;
  /** The code in short, or what it means: `requireAuth`, `helmet()`, `reads process.env.STRIPE_KEY`. */
  readonly text: string;
  readonly via: string;
}

/**
 * A control that the scan saw on the way to an element, before what it protects. `how`: `certain` when every way passes
 * it and what it does is known by a model or by its body; `partial` when that is known, but not that it holds on every way
 * or for all; `named` when only its name speaks for it.
 */
export interface Control {
  readonly kind:
    | 'authentication'
    | 'authorization'
    | 'ownership'
    | 'validation'
    | 'rate-limit'
    | 'csrf'
    | 'cors'
    | 'security-headers'
    | 'body-limit'
    | 'upload-limit'
    | 'error-handler'
    | 'logging'
    | 'signature'
    | 'cookie-flags'
    | 'password-hash'
    | 'token-check'
    | 'integrity'
    | 'pinned'
    | 'permissions'
    | 'parameterised'
    /** The host of a call is constant. */
    | 'fixed-host'
    /** A call goes over TLS and its options leave the check of the certificate on. */
    | 'encrypted'
    | 'approved-algorithm'
    | 'secure-random'
    /** A workflow that no stranger's pull request starts with secrets or a token that can write. */
    | 'trusted-trigger';
  readonly how: 'certain' | 'partial' | 'named';
  readonly evidence: Evidence;
  /** The code of it, where it is the program's own. */
  readonly code?: readonly Location[];
}

export interface Element {
  /**
   * `kind:framework:key`, and never a line: `entry:express:POST:/api/orders/:id`, `store:prisma:Order`,
   * `call:http:api.stripe.com`, `ci:actions:.github/workflows/release.yml#publish`.
   */
  readonly id: string;
  readonly kind: ElementKind;
  /** What speaks of it: `express`, `prisma`, `http`, `actions`. */
  readonly framework: string;
  /** For people: `POST /api/orders/:id`, `Order`, `api.stripe.com`. */
  readonly name: string;
  readonly zone: Zone;
  /** Where it stands: the registration of a route, the first call of a store. */
  readonly location: Location;
  /** Of entry points only. */
  readonly route?: Route;
  /** All that the scan saw on the way to it, in order. */
  readonly controls: readonly Control[];
  readonly evidence: readonly Evidence[];
  /** All code that is of it: of an entry point the handler and what it calls, of others each place that touches it. */
  readonly spans?: readonly Location[];
  /** Classes of personal data that it handles, sorted: `contact`, `identity`, `health`, `payment`, `credential`. */
  readonly data: readonly string[];
  /**
   * Hash of the normalised code of the handler, of its middleware and of the functions in which what it reaches is
   * touched: 16 hexadecimal digits that no reformatting, renaming of locals or move changes, and no other path.
   */
  readonly hash: string;
  /** What the hash was made of, by part, so that a change can be named. */
  readonly parts: ElementParts;
}

export interface ElementParts {
  /** Middleware by name, in order. */
  readonly middleware: readonly string[];
  /** Ids of the elements that it reaches, sorted. */
  readonly reaches: readonly string[];
  /** Hash of the normalised code of the handler, or of the registration where there is none. */
  readonly code: string;
  /** Name of the handler and the file-free shape that recognises it after a rename of its path. */
  readonly handler: string;
}

export interface Route {
  /** `GET`, `POST` …; `ANY`; `WS`, `MESSAGE`, `CRON`, `CLI`, `RPC` for what is no HTTP. */
  readonly method: string;
  /** With the prefixes of all routers above it; holes as `{…}`. */
  readonly path: string;
  /** From the outermost router inwards, as it runs: names as written, with where they stand. */
  readonly middleware: readonly Evidence[];
  readonly handler: string;
}

/** Data that goes from one element to another. */
export interface DataFlow {
  readonly from: string;
  readonly to: string;
  /** `http`, `https`, `sql`, `file` …; `call` when it stays in the process. */
  readonly protocol: string;
  readonly data: readonly string[];
  /** The boundary that it crosses, when it crosses one. */
  readonly crosses?: readonly [Zone, Zone];
  readonly evidence: readonly Location[];
  /** Fingerprints of open findings on this way. */
  readonly findings: readonly string[];
}

/** Everything that was extracted of one service, sorted by id. */
export interface ThreatModel {
  readonly elements: readonly Element[];
  readonly flows: readonly DataFlow[];
}
