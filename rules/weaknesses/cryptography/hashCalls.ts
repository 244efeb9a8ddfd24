import {
  type CallLike,
  constantsInProduction,
  type Handler,
  methodCallsOn,
  type Node,
  type Report,
  type RuleContext,
} from '../../../engine/rule.ts';

/** A call that hashes data: what the rules on hashes look at. */
export interface HashCall {
  /** The algorithm as it is written, or the function that is named after it. */
  readonly node: Node;
  /** Its name where that is known. */
  readonly algorithm: string | undefined;
  readonly data: readonly Node[];
  /** The key, where the hash is a message authentication code. */
  readonly key?: Node;
}

type Look = (hash: HashCall, call: CallLike, context: RuleContext) => Report | undefined;

/** Functions and packages that are named after their algorithm: https://cryptojs.gitbook.io/docs#hashing. */
const NAMED_AFTER: Readonly<Record<string, string>> = {
  'crypto-js.MD5': 'md5',
  'crypto-js.SHA1': 'sha1',
  'crypto-js.RIPEMD160': 'ripemd160',
  'crypto-js.SHA256': 'sha256',
  'crypto-js.SHA512': 'sha512',
  'crypto-js.SHA3': 'sha3',
  'crypto-js/md5': 'md5',
  'crypto-js/sha1': 'sha1',
  'crypto-js/sha256': 'sha256',
  'crypto-js/sha512': 'sha512',
  'js-sha256.sha256': 'sha256',
  md5: 'md5',
  sha1: 'sha1',
  'blueimp-md5': 'md5',
  'js-md5': 'md5',
  'js-sha1': 'sha1',
};

/** https://nodejs.org/api/crypto.html#cryptohashalgorithm-data-options, https://developer.mozilla.org/docs/Web/API/SubtleCrypto/digest */
const AT_ONCE = [
  'crypto.hash',
  'global.crypto.subtle.digest',
  'crypto.subtle.digest',
  'crypto.webcrypto.subtle.digest',
];

/** The handlers of a rule that looks at each call that hashes data. */
export function whereDataIsHashed(look: Look): Readonly<Record<string, Handler<CallLike>>> {
  return {
    'crypto.createHash': (call, context) => {
      const [node] = call.arguments;
      return node && look({ node, algorithm: textOf(node, context), data: updatesOf(call, context) }, call, context);
    },
    'crypto.createHmac': (call, context) => {
      const [node, key] = call.arguments;
      if (!node || !key) return undefined;
      return look({ node, algorithm: textOf(node, context), data: updatesOf(call, context), key }, call, context);
    },
    ...Object.fromEntries(
      AT_ONCE.map((name): [string, Handler<CallLike>] => [
        name,
        (call, context) => {
          const [algorithm, data] = call.arguments;
          const node = context.property(algorithm, 'name') ?? algorithm;
          return node && look({ node, algorithm: textOf(node, context), data: data ? [data] : [] }, call, context);
        },
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(NAMED_AFTER).map(([name, algorithm]): [string, Handler<CallLike>] => [
        name,
        (call, context) => look({ node: call.callee, algorithm, data: call.arguments.slice(0, 1) }, call, context),
      ]),
    ),
  };
}

function textOf(node: Node, context: RuleContext): string | undefined {
  const known = constantsInProduction(node, context).find(({ value }) => typeof value === 'string');
  return typeof known?.value === 'string' ? known.value : undefined;
}

/** The data given to `update` after this call. */
function updatesOf(call: CallLike, context: RuleContext): Node[] {
  return methodCallsOn(call, context).flatMap(
    ({
      name,
      call: {
        arguments: [data],
      },
    }) => (name === 'update' && data ? [data] : []),
  );
}
