import assert from 'node:assert/strict';
import type { Language } from '../../../engine/source/sourceFile.ts';
import { settingsOf } from '../../../engine/syntax/documents/keyValue.ts';
import { parseDocument } from '../../../engine/syntax/documents/parseDocument.ts';

const LANGUAGES = [
  'json',
  'yaml',
  'env',
  'ini',
  'toml',
  'xml',
  'shell',
  'dockerfile',
  'sql',
  'hcl',
  'notebook',
  'netrc',
  'pgpass',
] as const;

/** `path = value [text of the span]` of each setting. */
const read = (text: string, language: Language): string[] => {
  const root = parseDocument(text, language);
  assert.ok(root);
  return settingsOf(root).map(
    ({ path, scalar }) => `${path.join('.')} = ${scalar.value} [${text.slice(scalar.start, scalar.end)}]`,
  );
};

describe('documents of settings', () => {
  it('JSON: nested, with comments, escapes and numbers', () => {
    const text = '{ // c\n"a": {"b": ["x", {"c": "y\\n"}], "d": 12,},\n"e": null }';
    assert.deepEqual(read(text, 'json'), ['a.b = x [x]', 'a.b.c = y\n [y\\n]', 'a.d = 12 [12]', 'e = null [null]']);
  });

  it('JSON that is half typed gives what is there', () => {
    assert.deepEqual(read('{"a": "b", "c": {"d": "e"', 'json'), ['a = b [b]', 'c.d = e [e]']);
  });

  it('YAML: maps, lists, quotes, block scalars, several documents', () => {
    const text = 'a: x # c\nb:\n  - "y"\n  - c: \'z\'\nd: |\n  one\n  two\ne: 0123\n---\nf: g\n';
    assert.deepEqual(read(text, 'yaml'), [
      'a = x [x]',
      'b = y [y]',
      'b.c = z [z]',
      'd = one\ntwo [one\n  two]',
      'e = 0123 [0123]',
      'f = g [g]',
    ]);
  });

  it('YAML with aliases that multiply stays small', () => {
    const text = `a: &a [x, x]\n${Array.from({ length: 40 }, (_, n) => `b${n}: [*a, *a]`).join('\n')}`;
    assert.deepEqual(read(text, 'yaml'), ['a = x [x]', 'a = x [x]']);
  });

  it('.env: export, quotes, comments, values over several lines', () => {
    const text = 'A=1\nexport B="x # y"\n# C=3\nD = z # c\nE=\'one\ntwo\'\nF=a#b\nG=\n';
    assert.deepEqual(read(text, 'env'), [
      'A = 1 [1]',
      'B = x # y [x # y]',
      'D = z [z]',
      'E = one\ntwo [one\ntwo]',
      'F = a#b [a#b]',
      'G =  []',
    ]);
  });

  it('ini and .npmrc: sections, both signs, quotes, Windows line ends', () => {
    const text = '//r.example/:_authToken=t\r\n; a=b\r\n[db]\r\npassword = "p w"\r\nurl: x=y\r\n';
    assert.deepEqual(read(text, 'ini'), [
      '//r.example/:_authToken = t [t]',
      'db.password = p w [p w]',
      'db.url = x=y [x=y]',
    ]);
  });

  it('TOML: tables, dotted keys, quotes of all kinds, arrays, inline tables', () => {
    const text = [
      'a = "x # y" # c',
      "b.c = 'z'",
      '[d."e f"]',
      'g = ["h", # c',
      '  "i"]',
      'j = { k = "l", m = 1 }',
      '[[n]]',
      'o = """one',
      'two"""',
      "p = '''q'''",
      'r = "s\\"t"',
    ].join('\n');
    assert.deepEqual(read(text, 'toml'), [
      'a = x # y [x # y]',
      'b.c = z [z]',
      'd.e f.g = h [h]',
      'd.e f.g = i [i]',
      'd.e f.j.k = l [l]',
      'd.e f.j.m = 1 [1]',
      'n.o = one\ntwo [one\ntwo]',
      'n.p = q [q]',
      'n.r = s"t [s\\"t]',
    ]);
  });

  it('XML: attributes, elements, texts, CDATA, entities, property lists, mistakes of nesting', () => {
    const text =
      '<?xml version="1.0"?><!-- <a>b</a> --><c d="e&amp;f" g=\'h\'><i> j </i><k l="m">n</k><o/></c>' +
      '<p><![CDATA[q]]></p><dict><key>r</key><string>s</string></dict><t><u>v</t>';
    assert.deepEqual(read(text, 'xml'), [
      'c.d = e&f [e&amp;f]',
      'c.g = h [h]',
      'c.i = j [j]',
      'c.k.l = m [m]',
      'c.k.#text = n [n]',
      'p = q [q]',
      'dict.r = s [s]',
      't.u = v [v]',
    ]);
  });

  it('shell: assignments, options, headers, logins; not what the shell computes', () => {
    const text = [
      '# A=b',
      'export A="x y" B=\'z\'; C=d',
      'run --password=e --token f -- g \\',
      '  --flag "$H"',
      'curl -u me:i -H "X-Key: j" https://k',
      'mysql -ul -pmmm n',
      'D=$(cat e) E=f$G H="a${B}" I=`j`',
      "J='$K'",
    ].join('\n');
    assert.deepEqual(read(text, 'shell'), [
      'A = x y [x y]',
      'B = z [z]',
      'C = d [d]',
      'password = e [e]',
      'token = f [f]',
      'password = i [i]',
      'X-Key = j [j]',
      'password = mmm [mmm]',
      'J = $K [$K]',
    ]);
  });

  it('Dockerfiles: both forms of ENV, ARG, the commands of RUN, lines that go on', () => {
    const text = 'FROM a\nENV B c d\nENV E=f \\\n    G="h i"\nARG J=k\nRUN L=m npm ci --token=n\n# ENV O=p\n';
    assert.deepEqual(read(text, 'dockerfile'), [
      'B = c d [c d]',
      'E = f [f]',
      'G = h i [h i]',
      'J = k [k]',
      'L = m [m]',
      'token = n [n]',
    ]);
  });

  it('SQL: passwords of users, comparisons, rows with the names of their columns', () => {
    const text = [
      "CREATE USER a IDENTIFIED BY 'b'; -- PASSWORD 'c'",
      "ALTER ROLE d WITH PASSWORD 'e''f';",
      "UPDATE g SET h = 'i' WHERE j = 'k';",
      "INSERT INTO l (m, n) VALUES (1, 'o'), (f('p', 2), 'q');",
    ].join('\n');
    assert.deepEqual(read(text, 'sql'), [
      'password = b [b]',
      "password = e'f [e''f]",
      'h = i [i]',
      'j = k [k]',
      'n = o [o]',
      'n = q [q]',
    ]);
  });

  it('Terraform: blocks with labels, variables with their defaults', () => {
    const text = [
      'variable "a" {\n  default = "b"\n}',
      'resource "c" "d" {\n  e = "f" # g\n  h {\n    i = "j"\n  }\n  tags = { k = "l" }\n}',
      'm = "n"\n',
    ].join('\n');
    assert.deepEqual(read(text, 'hcl'), [
      'variable.a.a = b [b]',
      'resource.c.d.e = f [f]',
      'resource.c.d.h.i = j [j]',
      'm = n [n]',
    ]);
  });

  it('.netrc and .pgpass', () => {
    assert.deepEqual(read('machine a login b\n password c\nmachine d password e\n', 'netrc'), [
      'host = a [a]',
      'login = b [b]',
      'password = c [c]',
      'host = d [d]',
      'password = e [e]',
    ]);
    assert.deepEqual(read('# c\nh:5432:d:u:p:q\n', 'pgpass').at(-1), 'password = p:q [p:q]');
  });

  it('no text breaks a reader', () => {
    const texts = [
      '',
      '{',
      '[[[[',
      '"',
      'a: [b',
      '- - -',
      '\t\ta: b',
      '\u0000',
      '\ud800',
      '&a *a',
      '? ',
      'x='.repeat(500),
      '['.repeat(400),
    ];
    const halves = [
      '<',
      '<a',
      '<a b="',
      '</',
      '<![CDATA[',
      "'",
      '"""',
      'a = [',
      'a = {',
      'a {',
      '\\',
      '$(',
      'ENV',
      'INSERT INTO a (',
    ];
    for (const text of [...texts, ...halves]) for (const language of LANGUAGES) read(text, language);
  });

  it('what is nested without end costs no more than its length', () => {
    assert.deepEqual(read('a {\n'.repeat(20_000), 'hcl'), []);
    assert.deepEqual(read('<a>'.repeat(20_000), 'xml'), []);
    assert.equal(read(`a = ${'['.repeat(20_000)}`, 'toml').length, 1);
  });

  it('what is nested deeper or longer than hands write is not read', () => {
    assert.equal(parseDocument('['.repeat(20_000), 'json'), undefined);
    assert.equal(parseDocument('a: '.concat('['.repeat(20_000)), 'yaml'), undefined);
    assert.equal(parseDocument(`a: ${'x'.repeat(300_000)}`, 'yaml'), undefined);
    assert.deepEqual(read(`{"a": "${'['.repeat(2000)}"}`, 'json').length, 1);
  });

  it('programs and plain texts are no documents of settings', () => {
    assert.equal(parseDocument('a', 'typescript'), undefined);
    assert.equal(parseDocument('a', 'text'), undefined);
  });
});
