/**
 * Constants of a program with the names they get. The tree is entered only where a word of a secret stands, so a file
 * without such words costs nothing here.
 */
import { type Node, nameOf, type TSESTree, unwrap } from '../syntax/nodes.ts';
import type { SyntaxTree } from '../syntax/parse.ts';
import { forEachChild } from '../syntax/walk.ts';
import { decodeBase64, utf8 } from './base64.ts';
import type { Candidate } from './candidate.ts';
import type { CodeFacts } from './nameHits.ts';
import { hasConstant } from './nearConstants.ts';
import { secretName } from './secretName.ts';

/** A constant text with its span. A joined text has the span of the whole expression. */
export interface TextConstant {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly isJoined: boolean;
}

export interface ScriptTexts {
  readonly candidates: readonly Candidate[];
  /** Texts that are put together from pieces; a token in one of them is not in the file's text as a whole. */
  readonly joined: readonly TextConstant[];
}

/** Which argument of a call is a key, by the function's last name. Node: https://nodejs.org/api/crypto.html; the rest by their own pages. */
const KEY_ARGUMENT: Readonly<Record<string, { readonly index: number; readonly on?: RegExp }>> = {
  createHmac: { index: 1 },
  createCipheriv: { index: 1 },
  createDecipheriv: { index: 1 },
  createSecretKey: { index: 0 },
  // https://github.com/auth0/node-jsonwebtoken#usage
  sign: { index: 1, on: /^(?:jwt|jsonwebtoken|JWT)$/ },
  verify: { index: 1, on: /^(?:jwt|jsonwebtoken|JWT)$/ },
  // https://github.com/expressjs/cookie-parser#cookieparsersecret-options
  cookieParser: { index: 0 },
};

/**
 * What the first argument of a call is, by the function's name. Wallets: https://docs.ethers.org/v6/api/wallet/,
 * https://viem.sh/docs/accounts/local/mnemonicToAccount, https://github.com/bitcoinjs/bip39, https://solana.com/docs/clients/javascript
 */
const FIRST_ARGUMENT: Readonly<Record<string, string>> = {
  fromPhrase: 'mnemonic',
  fromMnemonic: 'mnemonic',
  mnemonicToAccount: 'mnemonic',
  mnemonicToSeed: 'mnemonic',
  mnemonicToSeedSync: 'mnemonic',
  HDWalletProvider: 'mnemonic',
  fromSecretKey: 'secret key',
  privateKeyToAccount: 'private key',
};

/** Which argument of a construction is a password: https://sequelize.org/api/v6/class/src/sequelize.js~sequelize. */
const PASSWORD_ARGUMENT: Readonly<Record<string, number>> = { Sequelize: 2 };

/** Texts of which one stands in every call that `KEY_ARGUMENT` and `PASSWORD_ARGUMENT` mean, in lower case. */
export const CALL_KEYWORDS: readonly string[] = [
  'createhmac',
  'createcipheriv',
  'createdecipheriv',
  'jwt.',
  'jsonwebtoken.',
  'cookieparser(',
  'sequelize(',
  'fromphrase(',
  'frommnemonic(',
  'mnemonicto',
  'hdwalletprovider(',
  'fromsecretkey(',
  'privatekeytoaccount(',
  'accounts: [',
  'accounts:[',
  // What a program decodes.
  'atob(',
  "'base64",
  '"base64',
];

/** How a call of `KEY_ARGUMENT` looks in a text, with the number of the argument. */
const CALLS: readonly (readonly [RegExp, number])[] = [
  [/create(?:hmac|cipheriv|decipheriv)/iy, 1],
  [/(?:jwt|jsonwebtoken)\.\s{0,40}(?:sign|verify)/iy, 1],
  [/cookieparser/iy, 0],
];
/** How a call of `FIRST_ARGUMENT` looks with what it takes, and accounts that are made from keys. */
const OF_WALLET =
  /(?:from(?:phrase|mnemonic|secretkey)|mnemonicto\w{1,20}|hdwalletprovider|privatekeytoaccount)\(|accounts: {0,1}\[/iy;
const KEY_OF_WALLET = /["'`][0-9A-Za-z ]{40}|\[\s{0,20}(?:\d{1,3}\s{0,8},\s{0,12}){20}/;
const CONSTRUCTION = /sequelize\s{0,40}(?=\()/iy;

/** True when the call that a word of `CALL_KEYWORDS` announces can have a constant that makes it worth a tree. */
export function isCallOfConstant(
  text: string,
  start: number,
  { canBeKey, canBeSecret, allowance }: CodeFacts,
): boolean {
  // `'base64'` is the second argument.
  if (/["']/.test(text.charAt(start))) return hasTextBefore(text, start);
  if (/^atob/i.test(text.slice(start, start + 4))) return /^["'`(]/.test(text.slice(start + 5, start + 60).trimStart());
  CONSTRUCTION.lastIndex = start;
  if (CONSTRUCTION.test(text)) {
    const isPassword = (value: string) => canBeSecret('password', value, false);
    return hasConstant(text, CONSTRUCTION.lastIndex, { argument: 2 }, isPassword, allowance);
  }
  OF_WALLET.lastIndex = start;
  if (OF_WALLET.test(text)) return KEY_OF_WALLET.test(text.slice(OF_WALLET.lastIndex, OF_WALLET.lastIndex + 300));
  for (const [called, argument] of CALLS) {
    called.lastIndex = start;
    if (!called.test(text)) continue;
    const open = /[\s"'`\]?.!]{0,40}(?:<[^()]{0,200}>)?\(/y;
    open.lastIndex = called.lastIndex;
    return open.test(text) && hasConstant(text, open.lastIndex - 1, { argument }, canBeKey, allowance);
  }
  return false;
}

/** True when the argument before the one that starts here can be a text, and the first. */
function hasTextBefore(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 4000), start).trimEnd();
  if (!before.endsWith(',')) return false;
  const argument = before.slice(0, -1).trimEnd();
  const quote = argument.at(-1) ?? '';
  if (quote === ')') return true;
  return (
    /["'`]/.test(quote) &&
    /(?:[(+]|^)$/.test(argument.slice(0, argument.lastIndexOf(quote, argument.length - 2)).trimEnd())
  );
}

/** Functions that set a value by name: `headers.set('x-api-key', '…')`. */
const SETTERS = /^(?:set|append|header|setHeader|setRequestHeader|put|define|defineProperty|setProperty|add|with)$/;

/** The named constants near `offsets` (ascending), which are where words of secrets stand. */
export function scriptTexts(tree: SyntaxTree, text: string, offsets: readonly number[]): ScriptTexts {
  if (offsets.length === 0) return { candidates: [], joined: [] };
  const candidates: Candidate[] = [];
  const joined: TextConstant[] = [];
  const secretParameters = new Map<string, { index: number; name: string }[]>();
  const visitor: Visitor = { candidates, joined, secretParameters };
  visitNear(tree.program, offsets, (node) => inspect(node, visitor));
  const calls = callOffsets(text, [...secretParameters.keys()]);
  if (calls.length > 0) {
    visitNear(tree.program, calls, (node) => {
      if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return;
      for (const { index, name } of secretParameters.get(node.callee.name) ?? []) {
        addAll(visitor, name, node.arguments[index]);
      }
    });
  }
  return { candidates, joined };
}

interface Visitor {
  readonly candidates: Candidate[];
  readonly joined: TextConstant[];
  /** By the name of a function of this file: its parameters with names of secrets. */
  readonly secretParameters: Map<string, { index: number; name: string }[]>;
}

function inspect(node: Node, visitor: Visitor): void {
  switch (node.type) {
    case 'VariableDeclarator':
      if (node.id.type === 'Identifier') addAll(visitor, node.id.name, node.init);
      return;
    case 'Property':
      if (node.parent.type === 'ObjectExpression') {
        // The keys of a network's accounts: https://hardhat.org/hardhat-runner/docs/config#json-rpc-based-networks
        const isAccounts = node.value.type === 'ArrayExpression' && nameOf(node.key) === 'accounts';
        const name = isAccounts ? 'accounts private key' : nameOf(node.key);
        addAll(visitor, name, node.value, { object: node.parent, path: pathTo(node) });
      }
      return;
    case 'PropertyDefinition':
      addAll(visitor, nameOf(node.key)?.replace('#', ''), node.value);
      return;
    case 'AssignmentExpression':
      addAll(visitor, nameOf(node.left)?.replace('#', ''), node.right);
      return;
    case 'AssignmentPattern':
      addAll(visitor, nameOf(node.left), node.right);
      return;
    case 'JSXAttribute':
      addAll(visitor, nameOf(node.name), node.value, { place: 'attribute' });
      return;
    case 'LogicalExpression':
      // `process.env.DB_PASSWORD || 'hunter2!'`: the fallback has the variable's name.
      if (node.operator !== '&&') addAll(visitor, nameOf(unwrap(node.left)), node.right);
      return;
    case 'BinaryExpression':
      inspectBinary(node, visitor);
      return;
    case 'TemplateLiteral':
      return;
    case 'CallExpression':
    case 'NewExpression':
      inspectCall(node, visitor);
      return;
    case 'FunctionDeclaration':
      if (node.id) collectParameters(node.id.name, node.params, visitor);
      return;
    default:
  }
}

function inspectBinary(node: TSESTree.BinaryExpression, visitor: Visitor): void {
  if (node.operator === '+') {
    const isTop = node.parent.type !== 'BinaryExpression' || node.parent.operator !== '+';
    const constant = isTop ? joinedConstant(node) : undefined;
    if (constant) visitor.joined.push(constant);
    return;
  }
  if (!/^[!=]==?$/.test(node.operator)) return;
  addAll(visitor, nameOf(unwrap(node.left)), node.right);
  addAll(visitor, nameOf(unwrap(node.right)), node.left);
}

function inspectCall(node: TSESTree.CallExpression | TSESTree.NewExpression, visitor: Visitor): void {
  const called = nameOf(unwrap(node.callee));
  if (called === undefined) return;
  const first = node.arguments[0];
  const encoded = first && decodesBase64(called, node) ? constantOf(first) : undefined;
  const text = encoded && utf8(decodeBase64(encoded.value));
  if (encoded && text !== undefined) visitor.joined.push({ ...encoded, value: text });
  const key = Object.hasOwn(KEY_ARGUMENT, called) ? KEY_ARGUMENT[called] : undefined;
  if (key && (!key.on || key.on.test(objectName(node.callee) ?? ''))) {
    addAll(visitor, `${called} key`, node.arguments[key.index], { isKey: true });
  } else if (node.type === 'NewExpression' && Object.hasOwn(PASSWORD_ARGUMENT, called)) {
    addAll(visitor, 'password', node.arguments[PASSWORD_ARGUMENT[called] ?? 0]);
  } else if (Object.hasOwn(FIRST_ARGUMENT, called)) {
    addAll(visitor, FIRST_ARGUMENT[called], first);
  } else if (SETTERS.test(called) && node.arguments.length === 2 && first) {
    addAll(visitor, constantOf(first)?.value, node.arguments[1]);
  } else if (/^set[A-Z]/.test(called) && node.arguments.length === 1) {
    addAll(visitor, called.slice(3), first);
  }
}

/** `atob('…')` and `Buffer.from('…', 'base64')`. */
function decodesBase64(
  called: string,
  { arguments: given }: TSESTree.CallExpression | TSESTree.NewExpression,
): boolean {
  const encoding = given[1] && constantOf(given[1])?.value;
  return called === 'atob' || (called === 'from' && /^base64(?:url)?$/.test(encoding ?? ''));
}

function collectParameters(name: string, parameters: readonly TSESTree.Parameter[], visitor: Visitor): void {
  const secret = parameters.flatMap((parameter, index) => {
    const own = parameter.type === 'AssignmentPattern' ? nameOf(parameter.left) : nameOf(parameter);
    return own !== undefined && secretName(own) ? [{ index, name: own }] : [];
  });
  if (secret.length > 0) visitor.secretParameters.set(name, secret);
}

interface Surroundings {
  readonly object?: TSESTree.ObjectExpression;
  readonly path?: readonly string[];
  readonly place?: 'code' | 'attribute';
  readonly isKey?: true;
}

function addAll(
  visitor: Visitor,
  name: string | undefined,
  value: Node | null | undefined,
  near: Surroundings = {},
): void {
  if (name === undefined || !value) return;
  // Options of a connection are few; a table of thousands is not read for each of its values.
  const properties = near.object?.properties.slice(0, 40).filter((property) => property.type === 'Property') ?? [];
  const beside = properties.filter((property) => property.value !== value);
  for (const constant of constantsIn(value)) {
    visitor.candidates.push({
      name,
      value: constant.value,
      start: constant.start,
      end: constant.end,
      place: near.place ?? 'code',
      path: near.path ?? [],
      siblings: beside.flatMap((property) => nameOf(property.key) ?? []),
      siblingValues: beside.flatMap((property) => constantOf(property.value)?.value ?? []),
      ...(near.isKey ? { isKey: true } : {}),
    });
  }
}

/** The constant texts that an expression can be: through fallbacks, choices, lists, and conversions to bytes. */
function constantsIn(expression: Node): TextConstant[] {
  const found: TextConstant[] = [];
  const pending: Node[] = [expression];
  for (let budget = 50; budget > 0; budget--) {
    const next = pending.pop();
    if (!next) break;
    const node = unwrap(next);
    const constant = constantOf(node);
    if (constant) found.push(constant);
    else if (node.type === 'LogicalExpression') pending.push(node.right, node.left);
    else if (node.type === 'ConditionalExpression') pending.push(node.alternate, node.consequent);
    else if (node.type === 'NewExpression' && /^(?:Uint8Array|Buffer)$/.test(nameOf(node.callee) ?? '')) {
      pending.push(...node.arguments.slice(0, 1));
    } else if (node.type === 'ArrayExpression') pending.push(...node.elements.filter((element) => element !== null));
    else if (node.type === 'JSXExpressionContainer') pending.push(node.expression);
    else if (
      node.type === 'CallExpression' &&
      /^(?:from|encode|raw|trim|String|atob)$/.test(nameOf(node.callee) ?? '')
    ) {
      pending.push(...node.arguments.slice(0, 1));
    }
  }
  return found;
}

/** The text of a literal, of a template without holes, or of a sum of such; the numbers of a key that is written as bytes. */
function constantOf(node: Node): TextConstant | undefined {
  const [start, end] = node.range;
  if (node.type === 'ArrayExpression') return bytesOf(node);
  if (node.type === 'Literal' && typeof node.value === 'string') {
    return { value: node.value, start: start + 1, end: end - 1, isJoined: false };
  }
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0) {
    const value = node.quasis[0]?.value.cooked;
    return value == null ? undefined : { value, start: start + 1, end: end - 1, isJoined: false };
  }
  return node.type === 'BinaryExpression' && node.operator === '+' ? joinedConstant(node) : undefined;
}

/** Keys that signatures of Ed25519 are made with have 64 bytes. */
function bytesOf({ elements }: TSESTree.ArrayExpression): TextConstant | undefined {
  const [first, last] = [elements[0], elements[63]];
  if (elements.length !== 64 || !first || !last) return undefined;
  const numbers = elements.map((element) => (element?.type === 'Literal' ? element.value : undefined));
  if (!numbers.every((number) => typeof number === 'number')) return undefined;
  return { value: numbers.join(','), start: first.range[0], end: last.range[1], isJoined: true };
}

function joinedConstant(sum: TSESTree.BinaryExpression): TextConstant | undefined {
  const pieces: string[] = [];
  let node: Node = sum;
  for (; node.type === 'BinaryExpression' && node.operator === '+'; node = unwrap(node.left)) {
    const right = unwrap(node.right);
    const piece = right.type === 'BinaryExpression' ? undefined : constantOf(right);
    if (!piece) return undefined;
    pieces.push(piece.value);
  }
  const first = constantOf(node);
  if (!first) return undefined;
  const [start, end] = sum.range;
  return { value: first.value + pieces.reverse().join(''), start, end, isJoined: true };
}

function objectName(callee: Node): string | undefined {
  const inner = unwrap(callee);
  return inner.type === 'MemberExpression' ? nameOf(unwrap(inner.object)) : undefined;
}

/** The keys that lead to a property, from the outside in, up to the variable or the function that gets the whole. */
function pathTo(property: TSESTree.Property): string[] {
  const path: string[] = [];
  let node: Node | undefined = property.parent.parent;
  for (let budget = 12; node && budget > 0; budget--) {
    if (node.type === 'Property') path.push(nameOf(node.key) ?? '');
    else if (node.type === 'VariableDeclarator') path.push(nameOf(node.id) ?? '');
    else if (node.type === 'CallExpression' || node.type === 'NewExpression') {
      path.push(nameOf(unwrap(node.callee)) ?? '');
      break;
    } else if (node.type !== 'ObjectExpression' && node.type !== 'ArrayExpression' && unwrap(node) === node) break;
    node = node.parent ?? undefined;
  }
  return path.reverse();
}

/** Where functions of these names are called. */
function callOffsets(text: string, names: readonly string[]): number[] {
  const offsets: number[] = [];
  for (const name of names) {
    for (let at = text.indexOf(`${name}(`); at !== -1; at = text.indexOf(`${name}(`, at + 1)) offsets.push(at);
  }
  return offsets.sort((a, b) => a - b);
}

/** Visits all nodes that have one of the offsets inside. Without recursion: nesting is the author's. */
function visitNear(root: Node, offsets: readonly number[], visit: (node: Node) => void): void {
  const pending: { node: Node; from: number; to: number }[] = [{ node: root, from: 0, to: offsets.length }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [start, end] = next.node.range;
    const from = lowerBound(offsets, start, next.from, next.to);
    const to = lowerBound(offsets, end, from, next.to);
    if (from === to && next.node !== root) continue;
    visit(next.node);
    const children: Node[] = [];
    forEachChild(next.node, (child) => children.push(child));
    for (let at = children.length - 1; at >= 0; at--) pending.push({ node: children[at] as Node, from, to });
  }
}

function lowerBound(sorted: readonly number[], wanted: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
