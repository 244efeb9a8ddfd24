import assert from 'node:assert/strict';
import { expandSecrets } from '../../support/sampleSecrets.ts';
import { analysisOf, type SpecOptions } from '../../support/spec.ts';

/** What is found and what is silenced, as `rule line`, in order of text. The tests' day is 2026-01-15. */
function told(text: string, options?: SpecOptions): { found: string[]; silenced: string[] } {
  const { findings, suppressed, incomplete } = analysisOf(text, options);
  assert.deepEqual(incomplete, []);
  const inWords = (finding: (typeof findings)[number]) => `${finding.ruleId} ${finding.location.startLine}`;
  return { found: findings.map(inWords), silenced: suppressed.map(({ finding }) => inWords(finding)) };
}

const silences = (text: string, options?: SpecOptions) => {
  const { found, silenced } = told(text, options);
  assert.deepEqual(found, []);
  assert.notDeepEqual(silenced, []);
};
const finds = (found: string[], text: string, options?: SpecOptions) =>
  assert.deepEqual(told(text, options).found, found);

describe('a suppression', () => {
  it('silences its line when it trails', () =>
    silences('eval(location.hash); // portside-ignore code-injection -- our own'));

  it('silences the next line when it stands alone', () =>
    silences('// portside-ignore code-injection -- our own\neval(location.hash);'));

  it('may be a block comment', () => {
    silences('eval(location.hash); /* portside-ignore code-injection -- our own */');
    silences('/* portside-ignore code-injection -- our own */\neval(location.hash);');
    silences('/* portside-ignore code-injection -- our own */ eval(location.hash);');
    silences('/**\n * portside-ignore code-injection -- our own\n */\neval(location.hash);');
  });

  it('may follow another remark', () =>
    silences('eval(location.hash); // TODO // portside-ignore code-injection -- our own'));

  it('stands in JSX', () => {
    silences(
      'const a = (\n  <b>\n    {/* portside-ignore react-dangerous-html -- our own */}\n    <p dangerouslySetInnerHTML={{ __html: location.hash }} />\n  </b>\n);',
      { path: 'a.tsx' },
    );
    silences(
      'const a = (\n  <b>\n    {/* portside-ignore react-dangerous-html -- our own */}\n    <p\n      id="c"\n      dangerouslySetInnerHTML={{ __html: location.hash }}\n    />\n  </b>\n);',
      { path: 'a.tsx' },
    );
    silences(
      'const a = <p\n  // portside-ignore react-dangerous-html -- our own\n  dangerouslySetInnerHTML={{ __html: location.hash }}\n/>;',
      { path: 'a.tsx' },
    );
  });

  it('stands before a property, an element, a member, an argument', () => {
    silences('const a = {\n  // portside-ignore code-injection -- our own\n  b: eval(location.hash),\n};');
    silences('const a = [\n  // portside-ignore code-injection -- our own\n  eval(\n    location.hash,\n  ),\n];');
    silences('class A {\n  // portside-ignore code-injection -- our own\n  b = eval(location.hash);\n}');
    silences('f(\n  // portside-ignore code-injection -- our own\n  eval(location.hash),\n);');
  });

  it('reaches over all lines of the next statement', () =>
    silences('// portside-ignore code-injection -- our own\neval(\n  location\n    .hash,\n);'));

  it('reaches over other comments and empty lines', () =>
    silences(
      '// portside-ignore code-injection -- our own\n\n// because\n/* of this */ // and that\n\neval(location.hash);',
    ));

  it('does not reach into the body of what comes next', () => {
    finds(
      ['suppression-unused 1', 'code-injection 3'],
      '// portside-ignore code-injection -- our own\nfunction f() {\n  eval(location.hash);\n}',
    );
    finds(
      ['suppression-unused 1', 'code-injection 3'],
      '// portside-ignore code-injection -- our own\nif (a) {\n  eval(location.hash);\n}',
    );
    finds(
      ['suppression-unused 1', 'code-injection 3'],
      '// portside-ignore code-injection -- our own\nlist.forEach((each) => {\n  eval(location.hash);\n});',
    );
    finds(
      ['suppression-unused 1', 'code-injection 4'],
      '// portside-ignore code-injection -- our own\nclass A {\n  b() {\n    eval(location.hash);\n  }\n}',
    );
    finds(
      ['suppression-unused 1', 'code-injection 3'],
      '// portside-ignore code-injection -- our own\nswitch (a) {\n  case 1: eval(location.hash);\n}',
    );
  });

  it('reaches into its head', () => {
    silences('// portside-ignore code-injection -- our own\nif (eval(location.hash)) {\n  f();\n}');
    silences('// portside-ignore code-injection -- our own\nfor (const a of eval(\n  location.hash)) {\n  f();\n}');
    silences('// portside-ignore code-injection -- our own\nswitch (eval(location.hash)) {\n  case 1:\n}');
  });

  it('does not reach further', () => {
    finds(
      ['suppression-unused 1', 'code-injection 3'],
      '// portside-ignore code-injection -- our own\nf();\neval(location.hash);',
    );
    finds(
      ['code-injection 1', 'suppression-unused 2'],
      'eval(location.hash);\nf(); // portside-ignore code-injection -- our own',
    );
    finds(
      ['code-injection 1', 'suppression-unused 2'],
      'eval(location.hash);\n// portside-ignore code-injection -- our own\n',
    );
  });

  it('does not reach out of its block', () =>
    finds(
      ['suppression-unused 3', 'code-injection 5'],
      'if (a) {\n  f();\n  // portside-ignore code-injection -- our own\n}\neval(location.hash);',
    ));

  it('silences several rules', () =>
    silences('// portside-ignore code-injection, eval-usage -- our own\neval(location.hash);', {
      settings: { profile: 'audit' },
    }));

  it('silences only the rules that it names', () =>
    finds(
      ['suppression-unused 1', 'code-injection 2'],
      '// portside-ignore sql-injection -- our own\neval(location.hash);',
    ));

  it('silences all findings of its rule there', () => {
    const { silenced } = told(
      '// portside-ignore code-injection -- our own\nf(eval(location.hash), eval(name), eval(location.search));',
    );
    assert.equal(silenced.length, 3);
  });

  it('means what it says on Windows too', () => {
    silences('// portside-ignore code-injection -- our own\r\neval(location.hash);\r\n');
    silences('eval(location.hash); // portside-ignore code-injection -- our own\r\nf();\r\n');
  });

  it('keeps its reason', () => {
    const { suppressed } = analysisOf('eval(location.hash); // portside-ignore code-injection -- our own -- really');
    assert.equal(suppressed[0]?.reason, 'our own -- really');
  });
});

describe('what only looks like a suppression', () => {
  it('is a text', () => {
    finds(['code-injection 2'], 'const a = "// portside-ignore code-injection -- our own";\neval(location.hash);');
    finds(['code-injection 2'], 'const a = `\n// portside-ignore code-injection -- our own`; eval(location.hash);');
    finds(
      ['code-injection 2'],
      'const a = <p>// portside-ignore code-injection -- our own</p>;\neval(location.hash);',
      { path: 'a.tsx' },
    );
  });

  it('is a comment about suppressions', () =>
    finds(['code-injection 2'], '// See portside-ignore in the manual.\neval(location.hash);'));

  it('is another word', () =>
    finds(['code-injection 2'], '// portside-ignored code-injection -- our own\neval(location.hash);'));
});

describe('a suppression of the whole file', () => {
  it('stands at the top', () =>
    silences('// portside-ignore-file code-injection -- generated\nf();\neval(location.hash);'));

  it('stands after comments, the interpreter and directives', () => {
    silences(
      '#!/usr/bin/env node\n/* licence */\n"use strict";\n// portside-ignore-file code-injection -- generated\nimport a from "b";\neval(location.hash);',
    );
    silences(`${'// licence\n'.repeat(60)}// portside-ignore-file code-injection -- generated\neval(location.hash);`);
  });

  it('does not count below the first code', () => {
    const { findings } = analysisOf('f();\n// portside-ignore-file code-injection -- generated\neval(location.hash);');
    assert.deepEqual(
      findings.map(({ ruleId }) => ruleId),
      ['suppression-unused', 'code-injection'],
    );
    assert.match(findings[0]!.message, /top/);
  });

  it('leaves other rules alone', () =>
    finds(
      ['suppression-unused 1', 'code-injection 2'],
      '// portside-ignore-file sql-injection -- generated\neval(location.hash);',
    ));
});

describe('a suppression that says too little', () => {
  it('without a reason silences nothing', () => {
    finds(['suppression-no-reason 1', 'code-injection 2'], '// portside-ignore code-injection\neval(location.hash);');
    finds(
      ['suppression-no-reason 1', 'code-injection 2'],
      '// portside-ignore code-injection --\neval(location.hash);',
    );
    finds(
      ['suppression-no-reason 1', 'code-injection 2'],
      '// portside-ignore code-injection --  \neval(location.hash);',
    );
    finds(
      ['suppression-no-reason 1', 'code-injection 2'],
      '/* portside-ignore code-injection -- */\neval(location.hash);',
    );
    finds(
      ['suppression-no-reason 1', 'code-injection 2'],
      '// portside-ignore code-injection -- until 2027-01-01\neval(location.hash);',
    );
  });

  it('without a rule silences nothing', () =>
    finds(['suppression-unknown-rule 1', 'code-injection 2'], '// portside-ignore -- our own\neval(location.hash);'));

  it('with an unknown rule is reported, and its known ones count', () => {
    finds(
      ['suppression-unknown-rule 1'],
      '// portside-ignore code-injection, kode-injection -- our own\neval(location.hash);',
    );
  });

  it('of nothing is reported', () => {
    finds(['suppression-unused 1'], '// portside-ignore code-injection -- our own\nf();');
    finds(
      ['suppression-unused 1', 'suppression-unused 1'],
      'f(); // portside-ignore code-injection, eval-usage -- our own',
    );
  });

  it('of what another one silences is reported', () => {
    finds(
      ['suppression-unused 2'],
      '// portside-ignore code-injection -- our own\neval(location.hash); // portside-ignore code-injection -- twice',
    );
  });

  it('of a rule that is off is not called unused', () => {
    finds([], '// portside-ignore code-injection -- our own\neval(location.hash);', {
      settings: { rules: { 'code-injection': 'off', 'eval-usage': 'off' } },
    });
    finds([], '// portside-ignore dom-html-sink-variable -- our own\nf();');
  });

  it('of what is not sure enough to be shown is not called unused', () => {
    const text =
      'import { clean } from "./clean.ts";\nlocation.href = clean(location.hash); // portside-ignore dom-xss-url -- our own';
    assert.deepEqual(told(text).found, []);
    assert.deepEqual(told(text, { settings: { minConfidence: 'low' } }).silenced, ['dom-xss-url 2']);
  });

  it('is not called unused in half-typed text', () => finds([], '// portside-ignore code-injection -- our own\nf(;'));

  it('is reported each for itself', () => {
    const { findings } = analysisOf('// portside-ignore a, b\nf();\n// portside-ignore a, b\nf();');
    assert.equal(findings.length, 6);
    assert.equal(new Set(findings.map(({ fingerprint }) => fingerprint)).size, 6);
    for (const { fingerprint } of findings) assert.match(fingerprint, /^[\da-f]{16}(?::\d+)?$/);
  });

  it('is not reported when that is turned off', () => {
    finds([], '// portside-ignore code-injection -- our own\nf();', {
      settings: { rules: { 'suppression-unused': 'off' } },
    });
    finds(['suppression-unused 1'], '// portside-ignore code-injection -- our own\nf();', {
      settings: { rules: { 'suppression-no-reason': 'off' } },
    });
  });

  it('has the severity that the configuration gives', () => {
    const { findings } = analysisOf('// portside-ignore code-injection -- our own\nf();', {
      settings: { rules: { 'suppression-unused': 'high' } },
    });
    assert.deepEqual(
      findings.map(({ severity }) => severity),
      ['high'],
    );
  });
});

describe('a suppression with a last day', () => {
  it('counts until the end of it', () => {
    silences('eval(location.hash); // portside-ignore code-injection -- our own until 2026-01-15');
    silences('eval(location.hash); // portside-ignore code-injection -- our own until 2027-12-31');
  });

  it('is reported afterwards, with what it hid', () => {
    finds(
      ['code-injection 1', 'suppression-expired 1'],
      'eval(location.hash); // portside-ignore code-injection -- our own until 2026-01-14',
    );
  });

  it('needs a day, not a word', () =>
    silences('eval(location.hash); // portside-ignore code-injection -- off until further notice'));

  it('ends with the day', () =>
    silences('eval(location.hash); // portside-ignore code-injection -- until 2025-01-01 it was worse'));
});

describe('a suppression in a document of settings', () => {
  const secret = (text: string) => expandSecrets(text);

  it('stands in an .env file', () => {
    silences(secret('# portside-ignore hardcoded-secret-provider -- revoked\nTOKEN={{secret:github}}\n'), {
      path: '.env',
    });
    silences(secret('TOKEN={{secret:github}} # portside-ignore hardcoded-secret-provider -- revoked\n'), {
      path: '.env',
    });
  });

  it('stands in YAML', () => {
    silences(
      secret(
        'a:\n  # portside-ignore hardcoded-secret-provider -- revoked\n\n  # really\n  token: {{secret:github}}\n',
      ),
      { path: 'a.yaml' },
    );
    silences(secret('token: {{secret:github}} # portside-ignore hardcoded-secret-provider -- revoked\n'), {
      path: 'a.yaml',
    });
    silences(secret('# portside-ignore-file hardcoded-secret-provider -- revoked\na: 1\ntoken: {{secret:github}}\n'), {
      path: 'a.yaml',
    });
  });

  it('stands in JSON with comments and in ini files', () => {
    silences(
      secret('{\n  // portside-ignore hardcoded-secret-provider -- revoked\n  "token": "{{secret:github}}"\n}\n'),
      { path: 'a.jsonc' },
    );
    silences(secret('; portside-ignore hardcoded-secret-provider -- revoked\ntoken={{secret:github}}\n'), {
      path: 'a.ini',
    });
  });

  it('is reported when it silences nothing', () =>
    finds(['suppression-unused 1'], '# portside-ignore hardcoded-secret-provider -- revoked\nA=b\n', { path: '.env' }));

  it('is no value', () => {
    const { found } = told(
      secret('note: portside-ignore hardcoded-secret-provider -- revoked\ntoken: {{secret:github}}\n'),
      { path: 'a.yaml' },
    );
    assert.equal(found.length, 1);
  });
});
