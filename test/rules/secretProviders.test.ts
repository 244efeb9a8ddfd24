import assert from 'node:assert/strict';
import type { SecretDetector } from '../../engine/rule.ts';
import { scan, secretRules } from '../engine/secrets/scan.ts';
import { type PatternSample, sampleOfPattern } from '../support/sampleOfPattern.ts';
import { belowOf, sampleRandom, sampleSecret } from '../support/sampleSecrets.ts';

const RULE = 'hardcoded-secret-provider';
const detectors = secretRules.flatMap(({ detectors }): readonly SecretDetector[] => detectors);

/** A sample of each provider with the words that its message starts with and its severity. */
const PROVIDERS: readonly (readonly [kind: string, title: string, severity: string])[] = [
  ['github', 'A GitHub personal access token', 'critical'],
  ['github-oauth', 'A GitHub OAuth access token', 'critical'],
  ['github-server', 'A GitHub App installation token', 'critical'],
  ['github-app', 'A GitHub App installation token', 'high'],
  ['github-fine-grained', 'A GitHub fine-grained personal access token', 'critical'],
  ['gitlab', 'A GitLab access token', 'critical'],
  ['gitlab-routable', 'A GitLab access token', 'critical'],
  ['gitlab-deploy', 'A GitLab deploy token', 'high'],
  ['npm', 'An npm access token', 'critical'],
  ['pypi', 'A PyPI API token', 'critical'],
  ['rubygems', 'A RubyGems API key', 'critical'],
  ['aws-id', 'An AWS access key id', 'medium'],
  ['google', 'A Google API key', 'medium'],
  ['digitalocean', 'A DigitalOcean token', 'critical'],
  ['cloudflare', 'A Cloudflare user API token', 'critical'],
  ['vault', 'A HashiCorp Vault token', 'critical'],
  ['terraform', 'An HCP Terraform API token', 'critical'],
  ['databricks', 'A Databricks personal access token', 'high'],
  ['stripe', 'A Stripe secret key', 'critical'],
  ['stripe-test', 'A Stripe test key', 'low'],
  ['stripe-webhook', 'A webhook signing secret', 'high'],
  ['shopify', 'A Shopify Admin API access token', 'critical'],
  ['slack-bot', 'A Slack bot token', 'critical'],
  ['slack-user', 'A Slack user token', 'critical'],
  ['slack-app', 'A Slack app-level token', 'critical'],
  ['sendgrid', 'A SendGrid API key', 'critical'],
  ['mailchimp', 'A Mailchimp API key', 'high'],
  ['telegram', 'A Telegram bot token', 'high'],
  ['sentry', 'A Sentry user auth token', 'high'],
  ['sentry-organization', 'A Sentry organization token', 'high'],
  ['new-relic', 'A New Relic user key', 'high'],
  ['doppler', 'A Doppler token', 'critical'],
  ['tailscale', 'A Tailscale key', 'high'],
  ['supabase', 'A Supabase secret key', 'critical'],
  ['docker', 'A Docker access token', 'critical'],
  ['openai', 'An OpenAI API key', 'critical'],
  ['anthropic', 'An Anthropic API key', 'critical'],
  ['huggingface', 'A Hugging Face token', 'high'],
];

const found = (text: string, path = 'example.ts'): string[] =>
  scan(text, { path })
    .filter(({ ruleId }) => ruleId === RULE)
    .map(({ start, end }) => text.slice(start, end));

describe('tokens of providers', () => {
  for (const [kind, title, severity] of PROVIDERS) {
    const token = sampleSecret(kind);

    describe(kind, () => {
      it('is found exactly, wherever it stands', () => {
        for (const [path, text] of [
          ['a.ts', `call('${token}');`],
          ['a.ts', `const a = \`Bearer ${token} \`;`],
          ['a.tsx', `// the old one was ${token}.\nexport {};`],
          ['.env', `A=${token}\nB=1`],
          ['a.json', `{"a": ["${token}"]}`],
          ['a.yaml', `a: ${token}\n`],
          ['notes', `curl -H "x: ${token}"`],
          ['a.sh', `x="first\\n${token}\\nlast"`],
        ] as const) {
          assert.deepEqual(found(text, path), [token], text);
        }
      });

      it('says what it is and what it can do', () => {
        const [hit] = scan(`call('${token}');`);
        assert.ok(hit?.message.startsWith(`${title} (`), hit?.message);
        assert.equal(hit?.severity, severity);
      });

      it('is found once, also under a name that speaks of secrets', () => {
        assert.equal(scan(`const apiSecret = '${token}';`).length, 1);
      });

      it('is found in a sum of strings, as the whole sum', () => {
        const cut = Math.floor(token.length * 0.75);
        const sum = `'${token.slice(0, cut)}' + '${token.slice(cut)}'`;
        assert.deepEqual(found(`call(${sum});`), [sum]);
      });

      it('is not found inside a longer word, nor with its end cut off', () => {
        assert.deepEqual(found(`call('x${token}');`), []);
        assert.deepEqual(found(`call('${token.slice(0, 15)}');`), []);
      });

      it('is lower in tests and, at most, medium in prose', () => {
        const ranks = ['critical', 'high', 'medium', 'low'];
        const [inTest] = scan(`call('${token}');`, { inTest: true });
        assert.equal(ranks.indexOf(inTest?.severity ?? ''), Math.min(3, ranks.indexOf(severity) + 1));
        const [inProse] = scan(`Use ${token} to log in`, { path: 'README.md' });
        assert.equal(ranks.indexOf(inProse?.severity ?? ''), Math.max(2, ranks.indexOf(severity)));
      });
    });
  }
});

/** Samples whose checksum no pattern can make. */
const CHECKED: Readonly<Record<string, string>> = {
  'age-key': 'age',
  'wallet-extended-key': 'xprv',
  'wallet-extended-key-y': 'yprv',
  'wallet-extended-key-z': 'zprv',
  'wallet-test-extended-key': 'tprv',
  'wallet-phrase': 'mnemonic',
  'wallet-import-key': 'wif',
  'wallet-test-import-key': 'wif-test',
  'wallet-key-bytes': 'key-bytes',
  'grafana-service-token': 'grafana',
  'docker-config-auth': 'docker-login',
  'discord-bot-token': 'discord',
  'discord-named-token': 'discord',
  'npm-access-token': 'npm',
  'github-personal-token': 'github',
  'github-oauth-token': 'github-oauth',
};

const isFormat = (detector: SecretDetector) => detector.kind === 'format';
const isNamed = (detector: SecretDetector) => detector.kind === 'named';

describe('each format of a provider', () => {
  for (const detector of detectors.filter(isFormat)) {
    const { id, title, severity, use, context = [] } = detector;

    it(`is found: ${id}`, () => {
      const made = sampleOfPattern(detector.pattern, belowOf(id));
      const { text, secret } = CHECKED[id] === undefined ? made : checkedSample(CHECKED[id], made);
      const file = `# ${context[0] ?? ''}\n${/["']/.test(text) ? text : `x "${text}"`}\n`;
      const hits = scan(file, { path: 'notes' }).filter(({ ruleId }) => ruleId === RULE);
      assert.deepEqual(
        hits.map(({ start, end }) => file.slice(start, end)),
        use === 'publishable' ? [] : [secret],
        file,
      );
      if (use === 'publishable') return;
      assert.ok(hits[0]?.message.startsWith(`${title} (`), `${file}${hits[0]?.message}`);
      assert.equal(hits[0]?.severity, use === 'test' ? 'low' : severity);
      if (context.length > 0 && !/[a-z]{4}/i.test(text.replace(secret, '')))
        assert.deepEqual(
          scan(`x "${text}"`, { path: 'notes' }).filter(({ message }) => message.startsWith(title)),
          [],
        );
    });
  }

  function checkedSample(kind: string, { text, secret }: PatternSample): PatternSample {
    const right = sampleSecret(kind);
    return { text: text.replace(secret, right), secret: right };
  }
});

describe('each token that its provider’s name tells', () => {
  for (const detector of detectors.filter(isNamed)) {
    const { id, title, severity, words, and, shape, use } = detector;
    const [asked] = and ?? [];
    const word = words[0] ?? '';
    const name = [
      word,
      ...(asked === undefined ? ['key'] : /^(?:secret|token)$/.test(asked) ? [asked] : [asked, 'key']),
    ];
    const constant = name.join('_').toUpperCase();
    const value =
      CHECKED[id] !== undefined
        ? sampleSecret(CHECKED[id])
        : shape
          ? sampleOfPattern(shape, belowOf(id)).text
          : sampleRandom('base62', 32);

    it(`is found: ${id}`, () => {
      for (const [path, text] of [
        ['.env', `${constant}=${value}\n`],
        ['a.ts', `const options = { ${word}: { ${name.slice(1).join('_') || 'key'}: '${value}' } };`],
        ['a.json', `{"${word}": {"${name.slice(1).join('-')}": "${value}"}}`],
        ['a.yaml', `${name.join('-')}: "${value}"\n`],
      ] as const) {
        const hits = scan(text, { path });
        if (use === 'publishable') {
          assert.deepEqual(hits, [], text);
          continue;
        }
        assert.deepEqual(
          hits.map(({ start, end }) => text.slice(start, end)),
          [value],
          text,
        );
        if (shape) {
          assert.ok(hits[0]?.message.startsWith(`${title} (`), `${text}: ${hits[0]?.message}`);
          assert.equal(hits[0]?.severity, use === 'test' ? 'low' : severity);
        } else assert.ok(hits[0]?.message.includes(detector.revoke), hits[0]?.message);
      }
    });

    it(`is none without the provider’s name, nor under a name of something public: ${id}`, () => {
      const speaksOfIt = (text: string) =>
        scan(text, { path: '.env' }).filter(({ message }) => message.startsWith(title));
      // A phrase proves itself by its checksum, whatever else its name says.
      const isProved = detector.checksum === 'mnemonic';
      const others = isProved ? '' : `${constant}_ID=${value}\n`;
      assert.deepEqual(speaksOfIt(`FOREIGN_KEY=${value}\nTHING_ID=${value}\n${others}`), []);
      if (isProved) return;
      assert.deepEqual(speaksOfIt(`${word.toUpperCase()}_PUBLIC_KEY=${value}\n`), []);
    });
  }
});

describe('a token with more to it', () => {
  it('ends on a day that it says itself', () => {
    const signature = sampleSecret('azure-signature');
    const address = (day: string) =>
      `https://shop.blob.core.windows.net/a?sv=2022-11-02&se=${day}T10%3A00%3A00Z&sr=c&sp=r&sig=${signature}`;
    for (const text of [`const url = '${address('2024-03-01')}';`, `URL="${address('2024-03-01')}&x=1"`]) {
      const [hit] = scan(text);
      assert.deepEqual([hit?.detector, hit?.expires], ['azure-sas', '2024-03-01']);
    }
    const late = `https://a.blob.core.windows.net/?sig=${signature}&sv=2022-11-02&se=2031-12-31`;
    assert.equal(scan(`const url = '${late}';`)[0]?.expires, '2031-12-31');
    assert.equal(scan(`// se=20 sv=20\nconst url = 'https://a.io/?sig=${signature}';`)[0]?.expires, undefined);
  });

  it('may stand behind a prefix that its instance has', () => {
    const token = sampleSecret('gitlab');
    assert.deepEqual(found(`call('acme-${token}');`), [token]);
    assert.deepEqual(found(`call('acme-${sampleSecret('gitlab-deploy')}');`), [sampleSecret('gitlab-deploy')]);
  });
});

describe('what looks like a token of a provider', () => {
  const wrong = (token: string): string => token.slice(0, -1) + (token.endsWith('7') ? '8' : '7');

  for (const kind of ['github', 'github-oauth', 'npm', 'gitlab-routable']) {
    it(`is none when its checksum is wrong: ${kind}`, () =>
      assert.deepEqual(found(`call('${wrong(sampleSecret(kind))}');`), []));
  }

  const prefixes = [
    'github_pat_',
    'glpat-',
    'sk_live_',
    'shpat_',
    'dop_v1_',
    'SG.',
    'AIza',
    'AKIA',
    'xoxb-',
    'hvs.',
    'dapi',
    'whsec_',
    'sntryu_',
  ];
  for (const [what, text] of [
    ...prefixes.map((prefix) => ['a prefix', prefix] as const),
    ...prefixes.map((prefix) => ['a pattern', `/${prefix}[0-9A-Za-z_-]{20,}/`] as const),
    ['a sample of the documentation', `AKIAIOSFODNN7${'EXAMPLE'}`],
    ['a sample of the documentation', `aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCY${'EXAMPLEKEY'}`],
    ['one character', `sk_live_${'x'.repeat(24)}`],
    ['one character', `xoxb-${'1'.repeat(12)}-${'1'.repeat(12)}-${'a'.repeat(24)}`],
    ['a run', `sk_live_${'abcdefghijklmnopqrstuvwx'}`],
    ['a run', `shpat_${'1234567890abcdef'.repeat(2)}`],
    ['a placeholder', `sk_live_${'yourKeyHere'.repeat(3)}`],
    ['a placeholder', `sk_live_${'REPLACEme'.repeat(3)}`],
    ['a placeholder', `SG.${'x'.repeat(22)}.${'x'.repeat(43)}`],
    ['a placeholder', `glpat-${'X'.repeat(20)}`],
    ['a name', 'sk_live_customer_secret_key_name'],
    ['a publishable key', `pk_live_${sampleRandom('base62', 24)}`],
    ['a publishable key', `const apiSecret = "pk_test_${sampleRandom('base62', 24)}"`],
    ['part of Base64', `${sampleRandom('base62', 20)}AKIA${sampleRandom('base32', 16)}${sampleRandom('base62', 20)}`],
    ['a longer digest', `dapi${sampleRandom('hex', 40)}`],
    ['a locale', `${sampleRandom('hex', 31)}-us12`],
  ] as const) {
    it(`is none: ${what}, ${text.slice(0, 40)}`, () => assert.deepEqual(scan(`call(${JSON.stringify(text)});`), []));
  }
});

describe('AWS keys', () => {
  const id = sampleSecret('aws-id');
  const secret = sampleSecret('aws-secret');

  for (const [path, text] of [
    ['a.ts', `new Client({ accessKeyId: '${id}', secretAccessKey: '${secret}' });`],
    ['.env', `AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${secret}`],
    ['credentials', `[default]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}`],
    ['a.json', `{"accessKeyId": "${id}", "secretAccessKey": "${secret}"}`],
    ['a.yaml', `accessKeyId: ${id}\nsecretAccessKey: "${secret}"\n`],
  ] as const) {
    it(`as a pair are critical, both: ${path}`, () => {
      assert.deepEqual(found(text, path), [id, secret]);
      assert.deepEqual(
        scan(text, { path }).map(({ severity }) => severity),
        ['critical', 'critical'],
      );
    });
  }

  it('far from each other are two leaks', () => {
    const text = `a('${id}');\n${'\n'.repeat(6)}b({ secretAccessKey: '${secret}' });`;
    assert.deepEqual(
      scan(text).map(({ severity }) => severity),
      ['medium', 'critical'],
    );
  });

  it('are not digests', () => {
    assert.deepEqual(found(`{"secretAccessKey": "${sampleRandom('base64', 39)}"}`, 'a.json'), []);
    assert.deepEqual(found(`{"secretAccessKey": "${sampleRandom('base64', 60)}"}`, 'a.json'), []);
  });
});

describe('companions', () => {
  it('a Google OAuth client with its secret', () => {
    const id = `${sampleRandom('base36', 32)}.apps.googleusercontent.com`;
    const secret = `GOCSPX-${sampleRandom('base62', 28)}`;
    const severities = (text: string) => scan(text).map(({ severity }) => severity);
    assert.deepEqual(severities(`const a = { id: '${id}', secret: '${secret}' };`), ['critical']);
    assert.deepEqual(severities(`const a = { secret: '${secret}' };`), ['high']);
    assert.deepEqual(severities(`const a = { id: '${id}' };`), []);
  });

  it('a Google key of a Firebase application, which every visitor gets', () => {
    const key = sampleSecret('google');
    const severities = (text: string) => scan(text).map(({ severity }) => severity);
    assert.deepEqual(severities(`const a = { apiKey: '${key}', authDomain: 'shop.firebaseapp.com' };`), ['low']);
    assert.deepEqual(severities(`const a = { apiKey: '${key}' };`), ['medium']);
  });
});

describe('.npmrc', () => {
  it('holds tokens of the old and of the new form, and logins in Base64', () => {
    const old = sampleSecret('uuid');
    const login = Buffer.from(`shop:${sampleSecret('password')}`).toString('base64');
    const text = `//registry.npmjs.org/:_authToken=${sampleSecret('npm')}\n//npm.shop.dev/:_authToken="${old}"\n//npm.shop.dev/:_auth=${login}\n`;
    assert.deepEqual(found(text, '.npmrc'), [sampleSecret('npm'), old, login]);
  });

  it('may name a variable', () => {
    assert.deepEqual(
      scan('//registry.npmjs.org/:_authToken=$' + '{NPM_TOKEN}\n_auth = $' + '{AUTH}', { path: '.npmrc' }),
      [],
    );
  });
});
