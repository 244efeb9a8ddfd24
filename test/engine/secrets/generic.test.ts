import assert from 'node:assert/strict';
import { sampleRandom, sampleSecret } from '../../support/sampleSecrets.ts';
import { finds, isQuiet, scan } from './scan.ts';

const TOKEN = sampleRandom('base62', 32);
const HEX = sampleRandom('hex', 40);
const PASSWORD = sampleSecret('password');
const SECRET = 'hardcoded-secret-generic';
const PASS = 'hardcoded-password';

describe('a password is found', () => {
  for (const code of [
    'const password = "§";',
    'let dbPassword = `§`;',
    'const config = { db: { password: "§" } };',
    'const config = { "smtp-password": "§" };',
    'this.adminPassword = "§";',
    'config.db.passwd = "§";',
    'class Db { #password = "§"; }',
    'class Db { static readonly PASSWORD: string = "§"; }',
    'function connect(user = "me", password = "§") {}',
    'const { password = "§" } = options;',
    'const p = process.env.DB_PASSWORD || "§";',
    'connect(process.env.DB_PASSWORD ?? "§");',
    'const password = isLive ? process.env.PW : "§";',
    'if (password === "§") grant();',
    'if ("§" !== user.password) refuse();',
    'db.setPassword("§");',
    'new Sequelize("shop", "app", "§", { host });',
    'function login(user, password) {}\nlogin("me", "§");',
    'function login(user: string, password: string) {}\nlogin("me", "§");',
    'function login<T>(\n  given: T,\n  password?: string,\n) {}\nlogin({ a: 1 }, "§");',
    'headers.set("x-admin-password", "§");',
    'if ((user.secret || "§") === user.password) grant();',
    'const password = x.replace(/["\'`]/g, "") || "§"',
    'const password = a\n  ? b\n  : `§`\n\nconst other = c',
    'const password = "§" as const;',
    '// const password = "§";',
    '/* password: "§", */',
  ]) {
    it(`in ${code.replace('\n', ' ')}`, () => finds(code.replace('§', PASSWORD), [PASSWORD], PASS));
  }

  it('when it is a word with a year', () => finds(`const password = "Winter2${'023'}";`, ['Winter2023'], PASS));

  it('in a sum, as a whole', () => {
    const sum = `"${PASSWORD.slice(0, 4)}" + "${PASSWORD.slice(4)}"`;
    finds(`const password = ${sum};`, [sum], PASS);
  });

  it('though it be a word, where the names beside it are those of a connection', () => {
    finds(`mysql.createConnection({ host: "db", user: "shop", password: "teapot" });`, ['teapot'], PASS);
    finds(`{"db": {"host": "db", "user": "shop", "password": "teapot"}}`, ['teapot'], PASS, { path: 'a.json' });
  });

  for (const [path, text] of [
    ['.env', 'DB_PASSWORD=§'],
    ['.env.production', 'export DB_PASSWORD="§" # live'],
    ['app.ini', '[db]\npassword = §'],
    ['app.properties', 'spring.datasource.password=§'],
    ['a.json', '{"smtp": {"password": "§"}}'],
    ['a.yaml', 'smtp:\n  password: "§"\n'],
    ['compose.yaml', 'services:\n  db:\n    environment:\n      - POSTGRES_PASSWORD=§\n'],
    ['deployment.yaml', 'env:\n  - name: DB_PASSWORD\n    value: "§"\n'],
    ['Dockerfile', 'ENV DB_PASSWORD §'],
    ['Dockerfile', 'ARG DB_PASSWORD="§"'],
    ['deploy.sh', 'export DB_PASSWORD="§"'],
    ['app.toml', 'password = "§"'],
  ] as const) {
    it(`in ${path}: ${text.replaceAll('\n', ' ')}`, () =>
      finds(text.replace('§', PASSWORD), [PASSWORD], PASS, { path }));
  }
});

describe('a key or token is found', () => {
  for (const code of [
    'const apiKey = "§";',
    'const STRIPE_SECRET = "§";',
    'const client = new Client({ clientSecret: "§" });',
    'const sessionToken = "§";',
    'export const config = { courier: { apiSecret: "§" } };',
    'fetch(url, { headers: { "X-API-Key": "§" } });',
    'fetch(url, { headers: { Authorization: "Bearer §" } });',
    'request.setRequestHeader("Authorization", `token §`);',
    'createHmac("sha256", "§");',
    'const encryptionKey = Buffer.from("§", "base64");',
    'const keys = { signingKeys: ["§"] };'.replace('signingKeys', 'signingKey'),
    '<Map apiKey="§" />',
  ]) {
    it(`in ${code}`, () => finds(code.replace('§', TOKEN), [TOKEN], SECRET, { path: 'example.tsx' }));
  }

  it('in hexadecimal, when the name leaves no doubt', () => {
    finds(`const apiSecret = "${HEX}";`, [HEX], SECRET);
    isQuiet(`const key = "${HEX}"; const token = "${HEX}";`);
  });

  it('as Basic credentials, decoded', () => {
    const pair = Buffer.from(`shop:${PASSWORD}`).toString('base64');
    finds(`const h = { Authorization: "Basic ${pair}" };`, [pair], PASS);
    isQuiet(`const h = { Authorization: "Basic ${Buffer.from('user:password').toString('base64')}" };`);
    isQuiet(`const h = { Authorization: "Basic authentication" };`);
  });

  for (const code of [
    'app.use(session({ secret: "§" }));',
    'jwt.sign(claims, "§");',
    'jwt.verify(token, "§");',
    'app.use(cookieParser("§"));',
    'const jwtSecret = process.env.JWT_SECRET || "§";',
    'crypto.createCipheriv("aes-256-cbc", "§", iv);',
  ]) {
    it(`though it be words, where it signs: ${code}`, () => {
      for (const words of ['keyboard cat', 'change-me', 'shhhhh', 'my-jwt-secret']) {
        finds(code.replace('§', words), [words], SECRET);
      }
    });
  }

  it('not of the name that a session gives its cookie', () => {
    isQuiet('app.use(session({ key: "shop.sess", signed: true }, app));');
    finds('app.use(jwt({ key: "shop.sess" }));', ['shop.sess'], SECRET);
  });
});

/** The classes of values that are no secrets, each with names that would make them one. */
const SILENT: Readonly<Record<string, readonly string[]>> = {
  placeholder: [
    'const apiKey = "your-api-key-here-1234567";',
    'const password = "changeme1";',
    'const password = "password123";',
    'const secretKey = "xxxxxxxxxxxxxxxxxxxxxxx1";',
    'const apiKey = "<insert key 1>";',
    `const apiSecret = "${TOKEN}EXAMPLEKEY";`,
    'const password = "********";',
    'const token = "__SECRET_TOKEN_1__";',
    'const password = "test1234";',
    'const apiKey = "abcdefghijklmnop1234567890";',
    'const clientSecret = "00000000000000000000000a";',
    'const apiToken = "deadbeefcafebabedeadbeef1234";',
    'const dbPassword = "p0stgr3s"; const rootPassword = "P4ssw0rd";',
    'const otpSecret = "JBSWY3DPEHPK3PXP";',
    'const apiSecret = "a1B2c3D4e5F6g7H8i9J0-_K1L2M3N4O5P6";',
    'const connection = { host: "db", user: "teashop", password: "teashop" };',
    'const connection = { host: "db", user: "me", password: "testpass" };',
  ],
  'the own name': [
    "export const JWT_SECRET = 'JWT_SECRET';",
    "const password = 'password';",
    "const fields = { accessToken: 'access_token', apiSecret: 'apiSecret' };",
    "const sessionSecretKey = 'session-secret';",
    "const accessKeySecret = 'accessKeySecret+x9kQ';",
    "const refreshToken = 'refresh_token_456';",
    "const xsrfCookieKey = '_device_flow_xsrf_value';",
  ],
  reference: [
    'const password = process.env.DB_PASSWORD;',
    `const password = \`$${'{prefix}'}x9k2q7\`;`,
    'const password = "<<basicAuthPassword1>>";',
    'const password = "$DB_PASSWORD1";',
    'const apiKey = "{{ vault.key1 }}";',
    'const secret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-Zk49xq";',
    'const secret = "op://shop/db/password1";',
    'const secretKey = "vault:secret/data/shop#key1";',
    'const privateKey = "./keys/server1.pem";',
    'const apiKey = "%API_KEY1%";',
    'const token = "ENC[AES256_GCM,data:Zk49xq7RtLmZ0p,iv:x]";',
  ],
  'digest or id': [
    `const tokenHash = "${HEX}";`,
    `const secret = "sha256-${sampleRandom('base64', 43)}=";`,
    `const secretId = "${TOKEN}";`,
    `const apiKey = "${sampleSecret('uuid')}";`,
    `const password = "$2b$10$${sampleRandom('base62', 53)}";`,
    `const tokenAddress = "0x${HEX}";`,
    `const secretKey = "0x${HEX}";`,
    `const integrityKey = "sha512-${sampleRandom('base64', 86)}==";`,
  ],
  'public key': [
    `const stripeKey = { apiKey: "pk_live_${sampleRandom('base62', 24)}" };`,
    `const publicKey = "${TOKEN}";`,
    `const publishableKey = "${TOKEN}";`,
    `const siteKey = "${TOKEN}";`,
    `const anonKey = "${TOKEN}";`,
    `const apiKey = "phc_${sampleRandom('base62', 40)}";`,
    `const aiKey = "${sampleRandom('hex', 32)}-${sampleSecret('uuid')}-7255";`,
    `const vapidPublicKey = "${sampleRandom('base64url', 87)}";`,
    `const secretKey = "ssh-ed25519 ${sampleRandom('base64', 68)}";`,
  ],
  encoding: [
    `const key = "data:image/png;base64,${sampleRandom('base64', 80)}";`,
    `const tokenIcon = "iVBORw0KGgo${sampleRandom('base64', 80)}";`,
    `const secretKey = "${sampleRandom('base64', 600)}";`,
    'const secretKey = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";',
  ],
  address: [
    'const tokenUrl = "https://login.shop.dev/oauth2/token";',
    'const accessToken = "https://login.shop.dev/oauth2/token1";',
    'const passwordPath = "/account/password2";',
    'const password = "/account/password2";',
    'const apiKey = "api2.shop.internal";',
    'const secret = "me2@shop.dev";',
  ],
  'text for people': [
    'const messages = { password: "Password must have 8 characters" };',
    'const labels = { password: "Passwort*", passwordHint: "8-20 Zeichen" };',
    'const t = { password: "Contraseña1" };',
    'const errors = { password: "wrong-password2" };',
    'const password = "Required";',
    '<input type="password" name="password1" placeholder="Password (8+)" autoComplete="current-password" />',
    '<Field password="P4ssword!x" />',
  ],
  'public id': [
    `const siteKey = "6L${sampleRandom('base62', 38)}";`,
    `const apiKey = "UA-12345678-1"; const token = "GTM-K4X9Q2";`,
    `const apiKey = "G-${sampleRandom('BASE36', 10)}";`,
    `const token = "acct_${sampleRandom('base62', 16)}"; const apiKey = "price_${sampleRandom('base62', 24)}";`,
    `const image = { key: "node@sha256:${sampleRandom('hex', 64)}" };`,
    `const chunk = { key: "main.${sampleRandom('hex', 20)}.js" };`,
    `const key = "${sampleRandom('hex', 24)}"; const cacheKey = "${sampleRandom('hex', 40)}";`,
    `const tokenAddress = "Qm${sampleRandom('base62', 44)}";`,
    `const secretKey = "age1${sampleRandom('base36', 58)}";`,
  ],
  'settings of a page': [
    `const classes = { password: "mt-2 w-full rounded-md border-gray-300", secret: "text-sm/6" };`,
    `const secret = "application/vnd.api+json"; const token = "text/html; charset=utf-8";`,
    `const password = "yyyy-MM-dd'T'HH:mm"; const passphrase = "1.2.3-beta.4";`,
    `const apiKey = "X-API-Key-2"; const headers = { token: "X-Auth-Token-V2" };`,
    `const query = { password: "SELECT password FROM users WHERE id = $1" };`,
    `const queryKey = ["token", "refresh-token-2"]; const apiKey = "m12 2v20M2 12h20";`,
  ],
  'name for programs': [
    'const passwordField = "#password2";',
    'const password = ".form-password2";',
    "const type = { password: 'auth.password.reset2' };",
    "const KEYS = { token: 'ACCESS_TOKEN_V2' };",
    "dispatch({ type: 'SET_TOKEN', token: 'refresh-token-2' });",
    "const schema = { password: 'string', token: 'varchar(255)' };",
    "const rules = { password: 'required|min:8|max:20' };",
    'const password = "^(?=.*[A-Z])(?=.*\\\\d).{8,}$";',
    "const password = 'sha256';",
    "const keys = { serverHostKey: ['rsa-sha2-512', 'ecdsa-sha2-nistp256', 'curve25519-sha256@libssh.org'] };",
    "const key = 'Shift+F10'; const hotkey = 'ctrl+k1';",
    "const cacheKey = 'user-profile-v2-list1';",
    "if (event.key === 'ArrowDown1') next();",
    `const primaryKey = "${TOKEN}";`,
    'type Options = { password: "aX9kQ2wE7!" };',
    "const passwordInputType = 'text2!';",
  ],
};

describe('nothing is found in', () => {
  for (const [kind, texts] of Object.entries(SILENT)) {
    for (const text of texts) it(`${kind}: ${text.slice(0, 90)}`, () => isQuiet(text, { path: 'example.tsx' }));
  }

  for (const [path, text] of [
    ['package-lock.json', `{"a": {"token": "${TOKEN}", "integrity": "sha512-${sampleRandom('base64', 86)}=="}}`],
    ['pnpm-lock.yaml', `secret: ${TOKEN}\n`],
    ['locales/de.json', `{"password": "Pass-wort8!"}`],
    ['src/i18n/en.ts', `export default { password: "Pa55-word!x" };`],
    ['README.md', `    const apiKey = "${TOKEN}";`],
    ['shop.min.js', `var apiSecret="${TOKEN}"`],
    ['shop.js.map', `{"token": "${TOKEN}"}`],
    ['shop.js', `var apiSecret="${TOKEN}";${'x();'.repeat(1500)}`],
    ['.env.example', `DB_PASSWORD=${PASSWORD}`],
    ['schema.json', `{"properties": {"password": {"default": "x"}, "apiSecret": "${TOKEN}"}}`],
    ['package.json', `{"dependencies": {"pwd": "^1.2.3-rc1", "secret": "git+x9k2#q7"}}`],
    ['a.yaml', `password: $${'{DB_PASSWORD}'}\ntoken: $${'{{ secrets.TOKEN }}'}\nsecretName: shop-db-2\n`],
    ['a.yaml', `examples:\n  - apiSecret: ${TOKEN}\n`],
    ['.npmrc', `//registry.npmjs.org/:_authToken=$${'{NPM_TOKEN}'}`],
    ['texts.json', '{"LOGIN_PASSWORD": "Kennwort", "NEW_PASSWORD": "Parool"}'],
    ['notes.txt', `password: ${PASSWORD}`],
    ['compose.yaml', 'environment:\n  POSTGRES_USER: teashop\n  POSTGRES_PASSWORD: teashop\n'],
    ['compose.yaml', 'environment:\n  - POSTGRES_PASSWORD=postgres\n  - MYSQL_ROOT_PASSWORD=rootpass\n'],
  ] as const) {
    it(`${path}: ${text.slice(0, 70).replaceAll('\n', ' ')}`, () => isQuiet(text, { path }));
  }
});

describe('how sure and how grave', () => {
  const only = (text: string, path?: string, inTest?: boolean): string => {
    const hits = scan(text, { ...(path === undefined ? {} : { path }), ...(inTest === undefined ? {} : { inTest }) });
    assert.equal(hits.length, 1);
    return `${hits[0]?.severity} ${hits[0]?.confidence}`;
  };

  it('a token is one severity lower in tests, a password there is shown to reviewers alone', () => {
    assert.equal(only(`const apiSecret = "${TOKEN}";`), 'medium medium');
    assert.equal(only(`const apiSecret = "${TOKEN}";`, 'a.ts', true), 'low medium');
    assert.equal(only(`const password = "${PASSWORD}";`, 'a.ts', true), 'low low');
  });

  it('the secret of an OAuth client beside its id is the client', () => {
    assert.equal(only(`const a = { clientId: 'shop-web', clientSecret: '${TOKEN}' };`), 'high medium');
    assert.equal(only(`SHOP_CLIENT_ID=shop-web\nSHOP_CLIENT_SECRET=${TOKEN}\n`, '.env'), 'high medium');
    assert.equal(only(`const a = { clientSecret: '${TOKEN}' };`), 'medium medium');
  });

  it('a key that people choose is made up in a test', () => {
    assert.equal(only(`createHmac('sha256', 'our-little-secret');`, 'a.ts', true), 'low low');
    assert.equal(only(`createHmac('sha256', '${TOKEN}');`, 'a.ts', true), 'low medium');
    isQuiet(`export const ENCRYPTION_KEY = 'mock-encryption-key';`);
  });

  it('a sample of settings may hold a real token by mistake', () => {
    assert.equal(only(`API_SECRET=${TOKEN}`, '.env.example'), 'low medium');
    assert.equal(only(`DB_PASSWORD=${PASSWORD}`, '.env.example'), 'low low');
  });

  it('a bare `key` says little', () => assert.equal(only(`const key = "${TOKEN}";`), 'medium low'));
});
