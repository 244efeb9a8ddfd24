/**
 * One secret in each kind of file that is read, and what looks like one in the same kinds: values that people write where a
 * secret will stand, names, digests, ids, texts, references.
 */

import assert from 'node:assert/strict';
import { sampleRandom as r, sampleSecret as s } from '../../support/sampleSecrets.ts';
import { isQuiet, shown } from './scan.ts';

const T = r('base62', 32);
const H = r('hex', 32);
const H64 = r('hex', 64);
const P = s('password');
const W = ['Winter', '2024!'].join('');
const R = s('aws-secret');
const b64 = (text: string) => Buffer.from(text).toString('base64');
const uuid = s('uuid');
const sha1 = r('hex', 40);
const sha256 = r('hex', 64);

/** A path, its text, and the value in it: `ANY` where it stands in another form. */
const SECRETS: readonly (readonly [string, string, string])[] = [
  ['a.ts', `const apiKey = '${T}';`, T],
  ['a.js', `module.exports.dbPassword = "${P}"`, P],
  ['a.tsx', `const x = <Api token={"${T}"} />`, T],
  ['a.ts', `class A { private readonly clientSecret = '${T}'; }`, T],
  ['a.ts', `axios.get(u, { headers: { 'X-Api-Key': '${T}' } })`, T],
  ['a.ts', `req.setRequestHeader('Authorization', 'Bearer ${T}')`, T],
  ['a.ts', `const cfg = { mongo: { user: 'a', pass: '${W}', host: 'h' } }`, W],
  ['a.ts', `function connect(user: string, password = '${P}') {}`, P],
  ['a.ts', `connect('u', '${P}'); function connect(user, password) {}`, P],
  ['a.ts', `crypto.createHmac('sha256', '${W}abc')`, `${W}abc`],
  ['a.ts', `const h = crypto.createCipheriv('aes-256-cbc', Buffer.from('${H64}', 'hex'), iv)`, H64],
  ['a.ts', `const key = process.env.ENCRYPTION_KEY ?? '${H}'`, H],
  ['a.ts', `const t = atob('${b64(s('github'))}')`, 'ANY'],
  ['a.ts', `setApiKey("${T}")`, T],
  ['a.ts', `// const stripeSecret = '${T}';`, T],
  ['a.ts', `const secrets = ['${T}', '${r('base62', 32, 2)}']`, 'ANY'],
  ['a.mjs', `const jwtSecret = \`${T}\``, T],
  ['a.ts', `jwt.sign(p, 'my-very-own-signing-words-9')`, 'my-very-own-signing-words-9'],
  ['.env', `SESSION_SECRET=${T}`, T],
  ['.env', `export DB_PASS='${W}'`, W],
  ['.env.production', `SMTP_PASSWORD="${P}" # mail`, P],
  ['.env', `DATABASE_URL=postgres://shop:${T}@db.internal.io:5432/shop`, T],
  ['config/default.json', `{"redis": {"host": "r", "password": "${P}"}}`, P],
  ['appsettings.json', `{"ConnectionStrings": {"Default": "Server=sql.x.io;Database=a;User Id=sa;Password=${W};"}}`, W],
  ['a.json', `{"aws": {"accessKeyId": "${s('aws-id')}", "secretAccessKey": "${R}"}}`, 'ANY'],
  ['tsconfig.jsonc', `{ // c\n "apiToken": "${T}", }`, T],
  ['config.json5', `{ apiToken: '${T}' }`, T],
  ['.docker/config.json', `{"auths": {"https://r.io": {"auth": "${b64(`bob:${T}`)}"}}}`, 'ANY'],
  ['docker-compose.yml', `services:\n  db:\n    environment:\n      POSTGRES_PASSWORD: ${W}\n`, W],
  ['docker-compose.yml', `services:\n  db:\n    environment:\n      - MYSQL_ROOT_PASSWORD=${W}\n`, W],
  ['k8s.yaml', `kind: Secret\nmetadata: {name: a}\nstringData:\n  password: ${P}\n`, P],
  ['k8s.yaml', `kind: Secret\ndata:\n  api-key: ${b64(T)}\n`, b64(T)],
  ['deploy.yaml', `env:\n- name: API_TOKEN\n  value: ${T}\n`, T],
  ['values.yaml', `auth:\n  clientSecret: "${T}"\n`, T],
  ['.github/workflows/a.yml', `jobs:\n  a:\n    env:\n      NPM_TOKEN: ${s('npm')}\n`, s('npm')],
  ['ansible/vars.yml', `db_password: "${P}"\n`, P],
  ['serverless.yml', `provider:\n  environment:\n    JWT_SECRET: ${T}\n`, T],
  ['Cargo.toml', `[registry]\ntoken = "${T}"\n`, T],
  ['config.toml', `[db]\npassword = '${P}'\n`, P],
  ['a.ini', `[mail]\nsmtp_password = ${P}\n`, P],
  ['app.properties', `spring.datasource.password=${P}`, P],
  ['.npmrc', `//r.io/:_authToken=${s('npm')}`, s('npm')],
  ['.netrc', `machine a.io login b password ${P}`, P],
  ['.pgpass', `h:5432:d:u:${P}`, P],
  ['.pypirc', `[pypi]\nusername = __token__\npassword = ${s('pypi')}\n`, s('pypi')],
  ['web.config', `<configuration><appSettings><add key="ApiKey" value="${T}"/></appSettings></configuration>`, T],
  [
    'settings.xml',
    `<settings><servers><server><id>a</id><username>u</username><password>${P}</password></server></servers></settings>`,
    P,
  ],
  [
    'nuget.config',
    `<configuration><packageSourceCredentials><a><add key="ClearTextPassword" value="${P}"/></a></packageSourceCredentials></configuration>`,
    P,
  ],
  ['Info.plist', `<plist><dict><key>ApiSecret</key><string>${T}</string></dict></plist>`, T],
  ['Dockerfile', `FROM a\nENV API_TOKEN=${T}\n`, T],
  ['Dockerfile', `FROM a\nARG DB_PASSWORD=${W}\nRUN x\n`, W],
  ['a.sh', `export API_SECRET=${T}\n`, T],
  ['a.sh', `curl -u admin:${W} https://x.io`, W],
  ['a.sh', `curl -H "Authorization: Bearer ${T}" https://x.io`, T],
  ['a.sh', `mysql -u root -p${W} shop`, W],
  ['a.sh', `./tool --api-key ${T} --verbose`, T],
  ['a.sh', `./tool --password=${P}`, P],
  ['package.json', `{"scripts": {"deploy": "deploy --token=${T}"}}`, T],
  ['a.sql', `CREATE USER shop WITH PASSWORD '${P}';`, P],
  ['a.sql', `ALTER USER a IDENTIFIED BY '${P}';`, P],
  ['main.tf', `resource "aws_db_instance" "a" {\n  username = "a"\n  password = "${P}"\n}\n`, P],
  ['a.tfvars', `db_password = "${P}"`, P],
  ['variables.tf', `variable "api_token" {\n  type = string\n  default = "${T}"\n}`, T],
  ['a.bicep', `param adminPassword string = '${P}'`, P],
  ['schema.prisma', `datasource db {\n  provider = "postgresql"\n  url = "postgresql://a:${T}@h.io/d"\n}`, T],
  ['a.http', `GET https://x.io\nAuthorization: Bearer ${T}\n`, T],
  ['a.rest', `GET https://x.io\nX-Api-Key: ${T}\n`, T],
  ['a.ipynb', JSON.stringify({ cells: [{ cell_type: 'code', source: [`api_key = "${T}"\n`] }] }), T],
  ['README.md', `\`\`\`sh\nexport API_TOKEN=${T}\n\`\`\``, T],
  ['Makefile', `deploy:\n\tAPI_TOKEN=${T} ./deploy\n`, T],
  ['Jenkinsfile', `environment { API_TOKEN = '${T}' }`, T],
  ['Procfile', `web: API_SECRET=${T} node a.js`, T],
  ['a.ps1', `$env:API_TOKEN = "${T}"`, T],
  ['a.ps1', `$password = ConvertTo-SecureString "${P}" -AsPlainText -Force`, P],
  ['wp-config.php', `define('DB_PASSWORD', '${P}');`, P],
  ['config/database.yml', `production:\n  username: a\n  password: ${W}\n`, W],
  ['settings.py', `SECRET_KEY = '${T}'`, T],
  ['app.py', `password = "${P}"`, P],
  ['main.go', `const apiToken = "${T}"`, T],
  ['App.java', `private static final String API_SECRET = "${T}";`, T],
  ['a.vue', `<script setup>\nconst apiKey = '${T}';\n</script>`, T],
  ['a.svelte', `<script>\n  const apiSecret = '${T}';\n</script>`, T],
  ['a.html', `<script>const apiSecret = '${T}';</script>`, T],
  [
    'a.har',
    JSON.stringify({ log: { entries: [{ request: { headers: [{ name: 'Authorization', value: `Bearer ${T}` }] } }] } }),
    'ANY',
  ],
  [
    'shop.postman_collection.json',
    JSON.stringify({
      auth: {
        type: 'apikey',
        apikey: [
          { key: 'value', value: T },
          { key: 'key', value: 'X-Api-Key' },
        ],
      },
    }),
    T,
  ],
  ['kubeconfig', `users:\n- name: a\n  user:\n    token: ${T}\n    password: ${P}\n`, 'ANY'],
  ['.kube/config', `users:\n- name: a\n  user:\n    password: ${P}\n`, P],
  ['.git-credentials', `https://bob:${T}@github.com`, T],
  ['.s3cfg', `[default]\naccess_key = a\nsecret_key = ${R}\n`, R],
  ['.boto', `[Credentials]\naws_secret_access_key = ${R}\n`, R],
  ['.gem/credentials', `---\n:rubygems_api_key: ${s('rubygems')}\n`, s('rubygems')],
  ['.composer/auth.json', JSON.stringify({ 'http-basic': { 'r.io': { username: 'a', password: P } } }), P],
  ['sftp.json', JSON.stringify({ host: 'h', username: 'u', password: W }), W],
  ['.ftpconfig', JSON.stringify({ host: 'h', user: 'u', pass: W }), W],
  ['.my.cnf', `[client]\nuser=root\npassword=${W}\n`, W],
  [
    'terraform.tfstate',
    JSON.stringify({ resources: [{ instances: [{ attributes: { username: 'a', password: P } }] }] }),
    P,
  ],
  ['.envrc', `export API_TOKEN=${T}`, T],
  ['.yarnrc.yml', `npmAuthToken: "${T}"`, T],
  ['.bash_history', `export API_TOKEN=${T}`, T],
];

/** Beside others: what applications and their configurations have. */
const LOOK_ALIKES: readonly (readonly [string, string])[] = [
  ['a.ts', `const password = 'changeme';`],
  ['a.ts', `const apiKey = 'your-api-key-here';`],
  ['a.ts', `const apiKey = '<API_KEY>';`],
  ['a.ts', `const secret = 'xxxxxxxxxxxxxxxx';`],
  ['.env', `API_KEY=\nDB_PASSWORD=changeme\nSECRET=\${SECRET}\nTOKEN=$(cat t)\n`],
  ['.env.example', `API_KEY=sk-your-key-goes-here\nDB_PASSWORD=postgres\n`],
  ['a.ts', `const tokenHash = '${sha256}'; const fileHash = '${sha1}'; const etag = '${r('hex', 32)}';`],
  ['a.ts', `const keyId = '${uuid}'; const sessionKey = '${uuid}';`],
  ['a.ts', `const clientId = '${r('base62', 32)}'; const tenantId = '${uuid}';`],
  ['locales/en.json', `{"password": "Password123 must be strong", "apiKey": "API-Schlüssel2"}`],
  ['a.ts', `t('auth.password.reset'); const passwordKey = 'auth.password.reset.title2';`],
  ['a.ts', `const messages = { password: 'Must have 8+ characters, 1 number', token: 'Token expired at 12:00' };`],
  ['a.tsx', `<input type="password" name="password" placeholder="Password1!" data-testid="password-input-1" />`],
  ['a.tsx', `<div className="token-list w-32 p-4 key-2" key="row-12-abc" />`],
  ['a.css', `.password { content: 'abc123'; } #token-1 { color: #a1b2c3 }`],
  ['a.ts', `cy.get('[data-cy=password-2]').type(password)`],
  ['a.ts', `const publicKey = '${r('base62', 44)}'; const VAPID_PUBLIC_KEY = 'B${r('base64url', 86)}';`],
  ['id.pub', `ssh-rsa AAAAB3NzaC1yc2E${r('base64', 200)} a@b`],
  ['package-lock.json', `{"integrity": "sha512-${r('base64', 86)}=="}`],
  ['yarn.lock', `  integrity sha512-${r('base64', 86)}==`],
  ['a.html', `<script integrity="sha384-${r('base64', 64)}" crossorigin="anonymous"></script>`],
  ['a.ts', `const image = 'data:image/png;base64,iVBORw0KGgo${r('base64', 200)}';`],
  ['a.json', `{"key": "iVBORw0KGgo${r('base64', 200)}"}`],
  ['dist/a.min.js', `var a="${T}",b={token:"${T}"};`],
  ['a.js', `!function(){var e={apiKey:"${T}"};${'x();'.repeat(2000)}}()`],
  ['a.ts', `const recaptchaSiteKey = '6L${r('base62', 38)}'; const stripeKey = '${s('stripe-publishable')}';`],
  [
    'a.ts',
    `const firebaseConfig = { authDomain: 'a.firebaseapp.com', projectId: 'a', measurementId: 'G-ABCDEFGH12' };`,
  ],
  ['a.ts', `const SENTRY_DSN = 'https://${r('hex', 32)}@o123456.ingest.sentry.io/1234567';`],
  ['a.ts', `enum Actions { SET_TOKEN = 'auth/SET_TOKEN', RESET_PASSWORD = 'auth/reset-password-2' }`],
  [
    'a.ts',
    `localStorage.getItem('access_token_v2'); const tokenKey = 'access_token_v2'; const STORAGE_KEY = 'app:auth:token:v1';`,
  ],
  [
    'a.ts',
    `const schema = { password: String, token: { type: String, required: true } }; z.object({ password: z.string().min(8) });`,
  ],
  ['a.ts', `const headerName = 'X-API-Key-2'; const authHeader = 'X-Auth-Token'; const csrfToken = 'X-CSRF-Token';`],
  ['a.ts', `const passwordRegex = '^(?=.*[A-Z])(?=.*[0-9]).{8,}$'; const tokenPattern = /[A-Za-z0-9]{32}/;`],
  ['a.ts', `const query = 'SELECT password, token FROM users WHERE id = $1'; const key = 'Mutation.resetPassword';`],
  [
    'a.ts',
    `const key = 'user:12345:sessions:abc'; cache.set('token:refresh:v2', x); queryKey: ['token', 'abc123def456ghi789']`,
  ],
  [
    'a.ts',
    `type Auth = 'basic' | 'bearer'; const authType = 'oauth2'; const keyAlgorithm = 'RSA-OAEP-256'; const cipherKey = 'aes-256-gcm';`,
  ],
  [
    'a.ts',
    `const passwordPolicy = 'min8-upper1-digit1'; const tokenUrl = 'https://x.io/oauth2/token'; const secretPath = 'kv/data/app1/db';`,
  ],
  [
    'a.ts',
    `const secretArn = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf'; const apiKey = 'op://vault/item/key1';`,
  ],
  [
    'k8s.yaml',
    `env:\n- name: DB_PASSWORD\n  valueFrom:\n    secretKeyRef:\n      name: db-secret-v1\n      key: password-1\n`,
  ],
  ['k8s.yaml', `kind: SealedSecret\nspec:\n  encryptedData:\n    password: AgB${r('base64', 300)}\n`],
  [
    'secrets.sops.yaml',
    `password: ENC[AES256_GCM,data:${r('base64', 12)},iv:${r('base64', 40)}=,tag:${r('base64', 20)}==,type:str]\n`,
  ],
  ['.github/workflows/a.yml', `env:\n  TOKEN: \${{ secrets.GITHUB_TOKEN }}\n  API_KEY: \${{ vars.KEY }}\n`],
  [
    'values.yaml',
    `auth:\n  existingSecret: my-db-secret2\n  secretKeys:\n    adminPasswordKey: postgres-password1\n  password: ""\n`,
  ],
  [
    'docker-compose.yml',
    `services:\n  db:\n    image: a@sha256:${sha256}\n    environment:\n      POSTGRES_PASSWORD: postgres\n`,
  ],
  [
    'openapi.yaml',
    `components:\n  schemas:\n    Login:\n      properties:\n        password:\n          type: string\n          example: Passw0rd!23\n`,
  ],
  ['schema.json', `{"properties": {"apiKey": {"type": "string", "default": "abc-DEF-123-ghi"}}}`],
  [
    'main.tf',
    `variable "db_password" {\n  description = "Password1 for the db"\n  sensitive = true\n}\nresource "x" "y" {\n  password = var.db_password\n  secret_id = aws_secretsmanager_secret.a1.id\n}\n`,
  ],
  [
    'a.sql',
    `CREATE TABLE t (password varchar(255), token char(64)); SELECT password FROM users WHERE token = :token1;`,
  ],
  ['Dockerfile', `ARG NPM_TOKEN\nENV NPM_TOKEN=$NPM_TOKEN KEY_VERSION=v1.2.3\n`],
  ['a.sh', `read -s PASSWORD\nexport TOKEN=$(vault read -field=token secret/a1)\ncurl -u "$USER:$PASS" https://x\n`],
  ['README.md', '```sh\nexport API_KEY=abc123\ncurl -H "Authorization: Bearer YOUR_TOKEN_123" https://x\n```'],
  [
    'a.ts',
    `const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'; const keyAlphabet = alphabet;`,
  ],
  [
    'a.ts',
    `const txKey = '0x${r('hex', 40)}'; const contractKey = '0x${r('hex', 40)}'; const cidKey = 'bafybei${r('base32', 52).toLowerCase()}';`,
  ],
  [
    'a.ts',
    `const colorToken = 'blue-500-a1'; const designToken = '{color.primary.500}'; const syntaxToken = 'keyword.control.js';`,
  ],
  [
    'a.ts',
    `const keyboardKey = 'Ctrl+Shift+K1'; const hotkey = 'mod+shift+p'; const keyCode = 'Digit1KeyA'; const primaryKey = 'user_id_1';`,
  ],
  [
    'a.ts',
    `const password = faker.internet.password(); const token = uuid(); const secret = config.get('jwt.secret2');`,
  ],
  ['a.ts', `expect(res.body.token).toBe('abc.def.ghi123'); const wrongPassword = 'Wrong-Pass-123!';`],
  [
    'app.properties',
    `spring.datasource.password=\${DB_PASSWORD:secret}\ntoken.validity=3600s\npassword.encoder=bcrypt12\n`,
  ],
  ['a.xml', `<property name="password" value="\${db.password}"/><string name="password_hint">Enter 8+ chars!</string>`],
  [
    'settings.py',
    `SECRET_KEY = os.environ['SECRET_KEY']\nPASSWORD_HASHERS = ['django.contrib.auth.hashers.PBKDF2PasswordHasher']\ntoken_url = "https://a.io/t1"\n`,
  ],
  [
    'main.go',
    'const tokenHeader = "X-Token-2"\npassword := os.Getenv("DB_PASSWORD1")\nfmt.Println("password: abc123!")\n',
  ],
  ['a.rb', `password = ENV['DB_PASSWORD']\nvalidates :password, presence: true\nkey: "user_1_key"\n`],
  ['App.java', `@Value("\${api.key2}") String apiKey; private static final String PASSWORD_PARAM = "password1_param";`],
  ['a.go', `secretName := "my-secret-1"\nSecretKey: "tls.crt2"\nkeyPath := "/etc/keys/a1.pem"\n`],
  ['a.php', `define('AUTH_KEY', 'put your unique phrase here');\n$token = $_POST['token1'];`],
];

/** Seen in repositories of others. */
const SEEN: readonly (readonly [string, string])[] = [
  ['daemonset.yaml', 'env:\n- name: ACCESS_KEY\n  value: 8312341g-5678-abcd-4a2b2c-33bcsd655\n'],
  ['README.md', 'Clone `https://USERNAME:PERSONAL_ACCESS_TOKEN@github.com/USERNAME/REPOSITORY`.'],
  ['values.yaml', `users: []\n##    testuser:{SHA}${r('base62', 27)}=\n`],
  ['build.pkr.hcl', 'winrm_password = "SuperS3cr3t!!!!"\n'],
  ['database.mdx', 'DATABASE_URL=postgresql://documenso:p%40ss%23word@localhost:5432/documenso'],
  ['items_controller.rb', 'OpenStruct.new(access_token: "access-sandbox-1234", item_id: "item-sandbox-1234")'],
];

describe('a secret', () => {
  for (const [path, text, value] of SECRETS) {
    it(`is found in ${path}: ${text.slice(0, 60).replaceAll('\n', ' ')}`, () => {
      const found = shown(text, { path }).map(({ start, end }) => text.slice(start, end));
      if (value === 'ANY') assert.ok(found.length > 0);
      else assert.deepEqual(found, [value]);
    });
  }
});

describe('no secret', () => {
  for (const [path, text] of [...LOOK_ALIKES, ...SEEN]) {
    it(`is found in ${path}: ${text.slice(0, 60).replaceAll('\n', ' ')}`, () => isQuiet(text, { path }));
  }
});
