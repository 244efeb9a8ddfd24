import type { DocumentNode, Entry } from './keyValue.ts';

/**
 * Reads `.netrc` (https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html): words in pairs,
 * `machine <host> login <name> password <word>`. Never throws.
 */
export function parseNetrc(text: string): DocumentNode {
  const items: DocumentNode[] = [];
  let entries: Entry[] = [];
  let name: string | undefined;
  for (const { 0: word, index } of text.matchAll(/[^\s]{1,600}/g)) {
    if (name !== undefined) {
      entries.push({ key: name, value: { kind: 'scalar', value: word, start: index, end: index + word.length } });
      name = undefined;
    } else if (word === 'machine' || word === 'default') {
      entries = [];
      items.push({ kind: 'map', entries });
      if (word === 'machine') name = 'host';
    } else if (/^(?:login|password|account)$/.test(word)) name = word;
  }
  return { kind: 'list', items };
}

/** Reads `.pgpass` (https://www.postgresql.org/docs/current/libpq-pgpass.html): `host:port:database:user:password`. Never throws. */
export function parsePgpass(text: string): DocumentNode {
  const items: DocumentNode[] = [];
  const line = /^(?!#)([^:\r\n]{0,200}):([^:\r\n]{0,20}):([^:\r\n]{0,200}):([^:\r\n]{0,200}):([^\r\n]{1,600})/gm;
  for (const match of text.matchAll(line)) {
    const [whole, host = '', , database = '', user = '', password = ''] = match;
    const end = match.index + whole.length;
    const start = end - password.length;
    const beside = { host, database, user };
    items.push({
      kind: 'map',
      entries: [
        ...Object.entries(beside).map(
          ([key, value]): Entry => ({ key, value: { kind: 'scalar', value, start, end: start } }),
        ),
        { key: 'password', value: { kind: 'scalar', value: password, start, end } },
      ],
    });
  }
  return { kind: 'list', items };
}
