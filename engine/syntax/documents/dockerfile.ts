import type { DocumentNode, Entry } from './keyValue.ts';
import { shellEntries } from './shell.ts';

const INSTRUCTION = /[ \t]{0,40}(ENV|ARG|LABEL|RUN|CMD|ENTRYPOINT|HEALTHCHECK|ONBUILD)[ \t]{1,40}/iy;

/**
 * Reads Dockerfiles (https://docs.docker.com/reference/dockerfile/): `ENV` and `ARG` in both of their forms, and the
 * commands of `RUN`. Never throws.
 */
export function parseDockerfile(text: string): DocumentNode {
  const entries: Entry[] = [];
  for (let at = 0; at < text.length; ) {
    const end = endOfInstruction(text, at);
    INSTRUCTION.lastIndex = at;
    const name = INSTRUCTION.exec(text)?.[1]?.toUpperCase();
    if (name !== undefined && INSTRUCTION.lastIndex <= end) {
      const from = INSTRUCTION.lastIndex;
      const old = name === 'ENV' ? oldEnv(text, from, end) : undefined;
      if (old) entries.push(old);
      else entries.push(...shellEntries(text, from, end));
    }
    at = end + 1;
  }
  return { kind: 'map', entries };
}

/** `ENV name the value`: one variable, all of the line. */
function oldEnv(text: string, from: number, to: number): Entry | undefined {
  const name = /^([A-Za-z_]\w{0,80})[ \t]{1,40}(?=\S)/.exec(text.slice(from, Math.min(to, from + 200)));
  if (!name) return undefined;
  const start = from + name[0].length;
  const value = text.slice(start, to).trimEnd();
  return { key: name[1] ?? '', value: { kind: 'scalar', value, start, end: start + value.length } };
}

/** An instruction goes on over lines that end with a backslash. */
function endOfInstruction(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text.charAt(at) !== '\n') continue;
    const last = text.charAt(at - 1) === '\r' ? text.charAt(at - 2) : text.charAt(at - 1);
    if (last !== '\\') return at;
  }
  return text.length;
}
