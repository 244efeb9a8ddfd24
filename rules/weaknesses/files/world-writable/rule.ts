import {
  type CallLike,
  type Fix,
  hasPhrase,
  type Node,
  nameOf,
  namesIn,
  patternRule,
  type Report,
  type RuleContext,
  replace,
  suggestion,
  unwrap,
  wordsOf,
} from '../../../../engine/rule.ts';

const STICKY = 0o1000;
const WRITE_BY_OTHERS = 0o002;
const READ_BY_OTHERS = 0o044;
const EXECUTE = 0o111;

/** Names of files whose content nobody else may read. */
const PRIVATE = [
  'secret',
  'secrets',
  'private key',
  'credentials',
  'credential',
  'password',
  'passwords',
  'id rsa',
  'token',
];

/** The number of a mode: `0o777`, `'777'`, `'0777'`. */
function modeOf(node: Node | undefined, context: RuleContext): number | undefined {
  const value = context.constantOf(node) ?? ofConstants(node, context);
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^(0o?)?[0-7]{3,4}$/.test(value)
    ? Number.parseInt(value.replace(/^0o/, ''), 8)
    : undefined;
}

/** `constants.S_IRWXU | constants.S_IRWXO`: https://nodejs.org/api/fs.html#file-mode-constants. */
function ofConstants(node: Node | undefined, context: RuleContext): number | undefined {
  if (!node) return undefined;
  const at = unwrap(context.resolve(node));
  if (at.type === 'BinaryExpression' && at.operator === '|') {
    const left = modeOf(at.left, context);
    const right = modeOf(at.right, context);
    return left === undefined || right === undefined ? undefined : left | right;
  }
  const [, right, who] = /^S_I([RWX]|RWX)(USR|GRP|OTH|U|G|O)$/.exec(nameOf(at) ?? '') ?? [];
  if (right === undefined || who === undefined || !context.imports('fs', 'fs/promises', 'constants')) return undefined;
  const bits = { R: 4, W: 2, X: 1, RWX: 7 }[right] ?? 0;
  return bits << ({ U: 6, G: 3, O: 0 }[who[0] ?? 'O'] ?? 0);
}

function isPrivate(path: Node | undefined, context: RuleContext): boolean {
  const text = context.constantOf(path);
  if (typeof text === 'string' && /\.(key|p12|pfx|keystore)$|(^|\/)(id_rsa|id_ed25519|\.npmrc|\.netrc)$/.test(text))
    return true;
  return namesIn(path).some((name) => hasPhrase(wordsOf(name), PRIVATE));
}

function fixesOf(node: Node, mode: number, keep: number): Fix[] {
  if (node.type !== 'Literal') return [];
  const write = (value: number) =>
    typeof node.value === 'string' ? `'${value.toString(8)}'` : `0o${value.toString(8)}`;
  const owner = mode & EXECUTE ? 0o700 : 0o600;
  // Who else needs the file is not known.
  return [
    ...(keep === owner ? [] : [suggestion(`Use ${write(keep)}`, replace(node, write(keep)))]),
    suggestion(`Use ${write(owner)}`, replace(node, write(owner))),
  ];
}

function report(
  path: Node | undefined,
  node: Node | undefined,
  umaskApplies: boolean,
  context: RuleContext,
): Report | undefined {
  const mode = modeOf(node, context);
  if (!node || mode === undefined) return undefined;
  if (mode & WRITE_BY_OTHERS) {
    // In a sticky directory everybody may add, nobody may change what others own.
    if (mode & STICKY) return undefined;
    const isSocket = namesIn(path).some((name) => /sock/i.test(name)) || /sock/i.test(String(context.constantOf(path)));
    return {
      node,
      message: `Every user of the machine may write here, and so decide what this program reads or runs next. Use ${mode & EXECUTE ? '0o755 or 0o700' : '0o644 or 0o600'}.`,
      ...(umaskApplies || isSocket ? { confidence: 'low' } : {}),
      fixes: fixesOf(node, mode, mode & ~0o022),
    };
  }
  if (!(mode & READ_BY_OTHERS) || !isPrivate(path, context)) return undefined;
  return {
    node,
    message: 'Every user of the machine may read this secret. Use 0o600.',
    severity: 'low',
    confidence: 'medium',
    fixes: fixesOf(node, mode, mode & EXECUTE ? 0o700 : 0o600),
  };
}

/** `chmod` sets the mode as it is. */
const chmod = (call: CallLike, context: RuleContext) => report(call.arguments[0], call.arguments[1], false, context);
const handleChmod = (call: CallLike, context: RuleContext) => report(undefined, call.arguments[0], false, context);

/** What a new file or directory is asked for is less the umask, and 0o666 and 0o777 are what Node.js asks for anyway. */
const mkdir = (call: CallLike, context: RuleContext) => {
  const [path, options] = call.arguments;
  return report(path, context.property(options, 'mode') ?? options, true, context);
};
const open = (call: CallLike, context: RuleContext) => report(call.arguments[0], call.arguments[2], true, context);
const write = (options: number) => (call: CallLike, context: RuleContext) =>
  report(call.arguments[0], context.property(call.arguments[options], 'mode'), true, context);

/** https://nodejs.org/api/process.html#processumaskmask: what is set here is taken from the mode of every new file. */
function umask(call: CallLike, context: RuleContext): Report | undefined {
  const [mask] = call.arguments;
  const value = modeOf(mask, context) ?? (context.constantOf(mask) === '0' ? 0 : undefined);
  if (!mask || value === undefined || value & WRITE_BY_OTHERS) return undefined;
  // Who keeps the old mask puts it back.
  if (call.parent.type !== 'ExpressionStatement') return undefined;
  return {
    node: mask,
    message: 'Every new file of this process may be written by every user of the machine. Use 0o022 or 0o077.',
    fixes: mask.type === 'Literal' ? [suggestion('Use 0o022', replace(mask, '0o022'))] : [],
  };
}

const FS = {
  chmod,
  chmodSync: chmod,
  lchmod: chmod,
  lchmodSync: chmod,
  fchmod: chmod,
  fchmodSync: chmod,
  mkdir,
  mkdirSync: mkdir,
  open,
  openSync: open,
  writeFile: write(2),
  writeFileSync: write(2),
  appendFile: write(2),
  appendFileSync: write(2),
  createWriteStream: write(1),
};

export default patternRule({
  id: 'world-writable',
  title: 'File that everybody may change',
  severity: 'medium',
  confidence: 'high',
  cwe: [732],
  owasp: ['A01:2021', 'A01:2025'],
  // https://nodejs.org/api/fs.html#file-modes
  calls: {
    ...Object.fromEntries(
      Object.entries(FS).flatMap(([name, handler]) =>
        ['fs', 'fs-extra', 'graceful-fs', 'fs.promises'].map((namespace) => [`${namespace}.${name}`, handler]),
      ),
    ),
    'fs.FileHandle#chmod': handleChmod,
    'global.process.umask': umask,
    'process.umask': umask,
  },
});
