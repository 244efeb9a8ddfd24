/** Runs the CLI in this process, in a folder of its own. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { main } from '../../cli/main.ts';

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface World {
  readonly stdin?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Terminal {
  readonly folder: string;
  /** Writes files, paths from the folder. */
  write(files: Readonly<Record<string, string | Uint8Array>>): void;
  git(...args: string[]): void;
  /** Runs `portside …`, in the folder or in one below it. */
  portside(argv: readonly string[], world?: World): Promise<Outcome>;
  remove(): void;
}

export function terminal(): Terminal {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'portside-cli-')));
  return {
    folder,
    write(files) {
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), content);
      }
    },
    git(...args) {
      const person = ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
      execFileSync('git', [...person, ...args], { cwd: folder, stdio: 'pipe' });
    },
    async portside(argv, { stdin = '', cwd = '', env = {} } = {}) {
      const out: string[] = [];
      const err: string[] = [];
      const code = await main(argv, {
        cwd: join(folder, cwd),
        env,
        program: ['portside'],
        isTerminal: false,
        out: async (text) => void out.push(text),
        err: async (text) => void err.push(text),
        progress: () => {},
        stdin: async () => new TextEncoder().encode(stdin),
        cancellation: () => new AbortController().signal,
      });
      return { code, out: out.join(''), err: err.join('') };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Found by `weak-cipher`, at line 3, column 45: of severity high, or low where it only decrypts. */
export const WEAK =
  "import { createCipheriv } from 'node:crypto';\n\nexport const seal = (key) => createCipheriv('aes-256-ecb', key, null);\n";
export const WEAK_LOW = WEAK.replaceAll('createCipheriv', 'createDecipheriv');
export const CLEAN = 'export const answer = 42;\n';
/** Not UTF-8. */
export const UNDECODABLE = Uint8Array.from([0x61, 0xff, 0x62]);
