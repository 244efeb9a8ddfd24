import assert from 'node:assert/strict';
import { addImport, type WantedImport } from '../../../engine/fix/addImport.ts';
import { applyEdits } from '../../../engine/fix/edits.ts';
import { createTypescriptParser } from '../../../engine/syntax/typescriptParser.ts';

const parse = createTypescriptParser();
const RANDOM: WantedImport = { from: 'node:crypto', name: 'randomBytes' };

/** What to write, and the text with what it needs. */
function added(text: string, wanted: WantedImport = RANDOM): { local: string; after: string } {
  const tree = parse(text, 'typescript');
  assert.deepEqual(tree.errors, []);
  const { local, edits } = addImport(tree.program, text, wanted);
  const after = applyEdits(text, edits);
  assert.deepEqual(parse(after, 'typescript').errors, [], after);
  return { local, after };
}

describe('an import that the file has', () => {
  for (const [text, local] of [
    ["import { randomBytes } from 'node:crypto';", 'randomBytes'],
    ["import { randomBytes } from 'crypto';", 'randomBytes'],
    ["import { randomBytes as random } from 'node:crypto';", 'random'],
    ["import { 'randomBytes' as random } from 'node:crypto';", 'random'],
    ["import crypto from 'node:crypto';", 'crypto.randomBytes'],
    ["import * as c from 'node:crypto';", 'c.randomBytes'],
    ["import crypto, { randomBytes } from 'node:crypto';", 'randomBytes'],
    ["import crypto = require('node:crypto');", 'crypto.randomBytes'],
    ["const crypto = require('crypto');", 'crypto.randomBytes'],
    ["const { randomBytes } = require('node:crypto');", 'randomBytes'],
    ["const { randomBytes: random } = require('node:crypto');", 'random'],
    ["const a = 1, crypto = require('crypto');", 'crypto.randomBytes'],
    ["import a from 'a';\nimport { b } from 'b';\nimport { randomBytes } from 'node:crypto';", 'randomBytes'],
  ] as const) {
    it(`is used: ${text}`, () => assert.deepEqual(added(text), { local, after: text }));
  }

  for (const [before, after] of [
    ["import { randomInt } from 'node:crypto';", "import { randomInt, randomBytes } from 'node:crypto';"],
    ["import { randomInt } from 'crypto';", "import { randomInt, randomBytes } from 'crypto';"],
    ["import {\n  randomInt,\n} from 'node:crypto';", "import {\n  randomInt, randomBytes,\n} from 'node:crypto';"],
    ["import { type KeyObject } from 'node:crypto';", "import { type KeyObject, randomBytes } from 'node:crypto';"],
    ["const { randomInt } = require('node:crypto');", "const { randomInt, randomBytes } = require('node:crypto');"],
    ["const { randomInt: a } = require('crypto');", "const { randomInt: a, randomBytes } = require('crypto');"],
  ] as const) {
    it(`is extended: ${before}`, () => assert.deepEqual(added(before), { local: 'randomBytes', after }));
  }

  for (const before of [
    "import type { KeyObject } from 'node:crypto';",
    "import 'node:crypto';",
    "import {} from 'node:crypto';",
  ]) {
    it(`is left alone: ${before}`, () =>
      assert.deepEqual(added(before), {
        local: 'randomBytes',
        after: `${before}\nimport { randomBytes } from 'node:crypto';`,
      }));
  }

  it('is left alone when it only keeps the rest', () => {
    const before = "const { randomInt, ...rest } = require('node:crypto');";
    assert.equal(added(before).after, `${before}\nconst { randomBytes } = require('node:crypto');`);
  });

  it('of a type is not taken for the value', () => {
    const { local, after } = added("import { type randomBytes } from 'node:crypto';");
    assert.equal(after, "import { type randomBytes, randomBytes as cryptoRandomBytes } from 'node:crypto';");
    assert.equal(local, 'cryptoRandomBytes');
  });
});

describe('a new import', () => {
  for (const [how, before, after] of [
    [
      'after the last one',
      "import a from 'a';\nimport b from 'b';\n\nf();",
      "import a from 'a';\nimport b from 'b';\nimport { randomBytes } from 'node:crypto';\n\nf();",
    ],
    [
      'behind the comment of the last one',
      "import a from 'a'; // why\nf();",
      "import a from 'a'; // why\nimport { randomBytes } from 'node:crypto';\nf();",
    ],
    [
      'after the last one, wherever it stands',
      "f();\nimport a from 'a';\ng();",
      "f();\nimport a from 'a';\nimport { randomBytes } from 'node:crypto';\ng();",
    ],
    ['at the top', 'f();', "import { randomBytes } from 'node:crypto';\nf();"],
    [
      'at the top of an export',
      'export const a = 1;',
      "import { randomBytes } from 'node:crypto';\nexport const a = 1;",
    ],
    [
      'behind the interpreter',
      '#!/usr/bin/env node\nf();',
      "#!/usr/bin/env node\nimport { randomBytes } from 'node:crypto';\nf();",
    ],
    ['behind directives', "'use client';\n\nf();", "'use client';\nimport { randomBytes } from 'node:crypto';\n\nf();"],
    [
      'behind the comment on the file',
      '// Licence\n\nf();',
      "// Licence\n\nimport { randomBytes } from 'node:crypto';\nf();",
    ],
    [
      'before the comment on the code',
      '/** Does f. */\nf();',
      "import { randomBytes } from 'node:crypto';\n/** Does f. */\nf();",
    ],
    [
      'between both',
      '// Licence\n\n/** Does f. */\nf();',
      "// Licence\n\nimport { randomBytes } from 'node:crypto';\n/** Does f. */\nf();",
    ],
    [
      'with the quotes of the others',
      "import a from \"a\";\nf('b', 'c');",
      'import a from "a";\nimport { randomBytes } from "node:crypto";\nf(\'b\', \'c\');',
    ],
    [
      'with the quotes of the file',
      'f("a", "b"); // it\'s',
      'import { randomBytes } from "node:crypto";\nf("a", "b"); // it\'s',
    ],
    [
      'without a semicolon where there are none',
      "import a from 'a'\n\nf()",
      "import a from 'a'\nimport { randomBytes } from 'node:crypto'\n\nf()",
    ],
    [
      'with Windows line endings',
      "import a from 'a';\r\nf();\r\n",
      "import a from 'a';\r\nimport { randomBytes } from 'node:crypto';\r\nf();\r\n",
    ],
    ['at the top with Windows line endings', 'f();\r\n', "import { randomBytes } from 'node:crypto';\r\nf();\r\n"],
    [
      'as a require among the others',
      "const a = require('a');\nconst b = require('b');\nf();",
      "const a = require('a');\nconst b = require('b');\nconst { randomBytes } = require('node:crypto');\nf();",
    ],
    [
      'as a require before code that may need it',
      "const a = require('a');\nf();\nconst b = require('b');",
      "const a = require('a');\nconst { randomBytes } = require('node:crypto');\nf();\nconst b = require('b');",
    ],
    [
      'as a require at the top',
      'module.exports = f;',
      "const { randomBytes } = require('node:crypto');\nmodule.exports = f;",
    ],
    [
      'as a require behind use strict',
      "'use strict';\nmodule.exports = f;",
      "'use strict';\nconst { randomBytes } = require('node:crypto');\nmodule.exports = f;",
    ],
    [
      'as an import beside a require',
      "import a from 'a';\nconst b = require('b');",
      "import a from 'a';\nimport { randomBytes } from 'node:crypto';\nconst b = require('b');",
    ],
    [
      'after import equals',
      "import a = require('a');\nf();",
      "import a = require('a');\nimport { randomBytes } from 'node:crypto';\nf();",
    ],
  ] as const) {
    it(`stands ${how}`, () => assert.deepEqual(added(before), { local: 'randomBytes', after }));
  }

  it('of a whole module has a name made of its own', () => {
    assert.deepEqual(added('f();', { from: 'escape-html' }), {
      local: 'escape_html',
      after: "import escape_html from 'escape-html';\nf();",
    });
    assert.deepEqual(added('module.exports = f;', { from: 'node:crypto' }), {
      local: 'crypto',
      after: "const crypto = require('node:crypto');\nmodule.exports = f;",
    });
    assert.deepEqual(added("import purify from 'dompurify';", { from: 'dompurify' }).local, 'purify');
    assert.deepEqual(
      added("import { a } from 'dompurify';", { from: 'dompurify' }).after,
      "import { a } from 'dompurify';\nimport dompurify from 'dompurify';",
    );
  });

  it('has the name that is asked for', () => {
    assert.deepEqual(added('f();', { ...RANDOM, local: 'random' }), {
      local: 'random',
      after: "import { randomBytes as random } from 'node:crypto';\nf();",
    });
    assert.equal(
      added('module.exports = f;', { ...RANDOM, local: 'random' }).after,
      "const { randomBytes: random } = require('node:crypto');\nmodule.exports = f;",
    );
  });

  for (const [what, before] of [
    ['a function', 'function randomBytes() {}'],
    ['a parameter', 'f((randomBytes) => randomBytes);'],
    ['a global', 'randomBytes(5);'],
    ['another import', "import { randomBytes } from './random.ts';"],
    ['a shorthand', 'f({ randomBytes });'],
  ] as const) {
    it(`has another name where it is that of ${what}`, () => {
      const { local, after } = added(before);
      assert.equal(local, 'cryptoRandomBytes');
      assert.match(after, /import \{ randomBytes as cryptoRandomBytes \} from 'node:crypto';/);
    });
  }

  it('has yet another name where that is taken too', () => {
    assert.equal(added('f(randomBytes, cryptoRandomBytes);').local, 'cryptoRandomBytes2');
  });

  it('does not mind the names of properties', () => {
    for (const text of [
      'a.randomBytes();',
      'f({ randomBytes: 1 });',
      'class A { randomBytes() {} }',
      '// randomBytes\nf("randomBytes");',
    ])
      assert.equal(added(text).local, 'randomBytes', text);
  });
});
