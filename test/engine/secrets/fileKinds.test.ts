/** Names and values in every kind of file that is read, and their look-alikes. */
import assert from 'node:assert/strict';
import { sampleRandom, sampleSecret } from '../../support/sampleSecrets.ts';
import { finds, isQuiet, scan, shown } from './scan.ts';

const PASSWORD = sampleSecret('password');
const TOKEN = sampleRandom('base62', 32);
const PASS = 'hardcoded-password';
const SECRET = 'hardcoded-secret-generic';
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const notebook = (...lines: string[]): string =>
  JSON.stringify({ cells: [{ cell_type: 'code', source: lines, outputs: [] }], nbformat: 4 });

describe('a password is found in a file of', () => {
  for (const [path, text] of [
    ['config.toml', '[db]\nuser = "shop"\npassword = "§"\n'],
    ['config.toml', 'db = { user = "shop", password = \'§\' }\n'],
    ['web.config', '<appSettings><add key="SmtpPassword" value="§"/></appSettings>'],
    ['settings.xml', '<settings><servers><server><id>r</id><password>§</password></server></servers></settings>'],
    ['context.xml', '<Resource name="jdbc/shop" username="shop" password="§" />'],
    ['Info.plist', '<plist><dict><key>SmtpPassword</key><string>§</string></dict></plist>'],
    ['deploy.sh', 'curl -fsS -u deploy:§ https://shop.dev/hook'],
    ['deploy.sh', "curl --user 'deploy:§' https://shop.dev/hook"],
    ['backup.sh', 'mysqldump -ushop -p§ shop > dump.sql'],
    ['backup.sh', 'sshpass -p "§" ssh shop@shop.dev'],
    ['deploy.sh', 'docker login -u shop -p § registry.shop.dev'],
    ['deploy.sh', 'helm install shop --db-password=§'],
    ['Dockerfile', 'FROM node\nENV NODE_ENV=production \\\n    DB_PASSWORD=§\n'],
    ['Dockerfile.prod', 'FROM node\nRUN DB_PASSWORD="§" npm run migrate\n'],
    ['init.sql', "CREATE USER shop@'%' IDENTIFIED BY '§';"],
    ['init.sql', "ALTER ROLE shop WITH LOGIN PASSWORD '§';"],
    ['seed.sql', "INSERT INTO users (email, password) VALUES ('a@shop.dev', '§');"],
    ['main.tf', 'resource "db" "shop" {\n  username = "shop"\n  password = "§"\n}\n'],
    ['variables.tf', 'variable "db_password" {\n  type = string\n  default = "§"\n}\n'],
    ['prod.tfvars', 'db_password = "§"\n'],
    ['.netrc', 'machine shop.dev login deploy password §\n'],
    ['.pgpass', 'db.shop.internal:5432:shop:shop:§\n'],
    ['.pypirc', '[pypi]\nusername = shop\npassword = §\n'],
    ['analysis.ipynb', notebook('import db\\n', "password = '§'")],
  ] as const) {
    it(`${path}: ${text.replaceAll('\n', ' ')}`, () => finds(text.replace('§', PASSWORD), [PASSWORD], PASS, { path }));
  }
});

describe('a key or token is found in a file of', () => {
  for (const [path, text] of [
    ['a.toml', 'api_secret = "§"\n'],
    ['a.xml', '<courier><apiSecret>§</apiSecret></courier>'],
    ['a.sh', "curl -H 'Authorization: Bearer §' https://shop.dev"],
    ['a.sh', 'curl --header "X-API-Key: §" https://shop.dev'],
    ['a.sh', 'courier --api-secret § send'],
    ['a.tf', 'provider "courier" {\n  api_secret = "§"\n}\n'],
    ['a.ipynb', notebook('client = Client(\\n', '  api_secret="§",\\n', ')')],
    ['App.vue', '<template><p/></template>\n<script setup>\nconst apiSecret = "§";\n</script>\n'],
    ['index.html', '<SCRIPT>\nwindow.options = { apiSecret: "§" };\n</SCRIPT>\n'],
    ['README.md', '```sh\nexport COURIER_API_SECRET=§\n```\n'],
    ['README.md', '```js\nconst options = { apiSecret: "§" };\n```\n'],
    ['guide.md', '~~~yaml\ncourier:\n  apiSecret: "§"\n~~~\n'],
  ] as const) {
    it(`${path}: ${text.replaceAll('\n', ' ')}`, () => finds(text.replace('§', TOKEN), [TOKEN], SECRET, { path }));
  }

  it('prose as low, since its author may have made it up', () => {
    const [hit] = scan(`\`\`\`sh\nexport COURIER_API_SECRET=${TOKEN}\n\`\`\`\n`, { path: 'README.md' });
    assert.equal(hit?.severity, 'low');
  });
});

describe('Base64', () => {
  it('is decoded once: the data of a Kubernetes Secret, whatever its names', () => {
    const secret = (name: string, value: string) =>
      `apiVersion: v1\nkind: Secret\ndata:\n  ${name}: ${base64(value)}\n`;
    finds(secret('db-password', PASSWORD), [base64(PASSWORD)], PASS, { path: 'secret.yaml' });
    finds(
      secret('config', `token = ${sampleSecret('github')}`),
      [base64(`token = ${sampleSecret('github')}`)],
      'hardcoded-secret-provider',
      { path: 'secret.yaml' },
    );
    isQuiet(secret('db-password', 'changeme'), { path: 'secret.yaml' });
    isQuiet(secret('db-password', '$' + '{DB_PASSWORD}'), { path: 'secret.yaml' });
    isQuiet(secret('password', 'demo'), { path: 'secret.yaml' });
  });

  it('is decoded once: values with names of secrets, and what a program decodes', () => {
    const token = sampleSecret('github');
    finds(`AUTH_TOKEN=${base64(token)}\n`, [base64(token)], 'hardcoded-secret-provider', { path: '.env' });
    finds(`use(atob('${base64(token)}'));`, [base64(token)], 'hardcoded-secret-provider');
    finds(`use(Buffer.from('${base64(token)}', 'base64'));`, [base64(token)], 'hardcoded-secret-provider');
    isQuiet(`const authToken = '${base64('an example of what a token may be')}';`);
    isQuiet(`const password = '${base64('your-password-here')}';`);
  });

  it('of a login in the settings of Docker is found, unless it is a placeholder', () => {
    const login = sampleSecret('docker-login');
    const settings = (auth: string) => `{"auths": {"registry.shop.dev": {"auth": "${auth}"}}}`;
    finds(settings(login), [login], 'hardcoded-secret-provider', { path: '.docker/config.json' });
    isQuiet(settings(base64('user:password')), { path: '.docker/config.json' });
  });
});

describe('nothing is found in a file of', () => {
  for (const [path, text] of [
    ['a.toml', 'password = "$' + '{DB_PASSWORD}"\ntoken_url = "https://shop.dev/oauth2/token1"\n'],
    ['a.toml', 'openai_api_key = "env(OPENAI_API_KEY)"\n'],
    ['a.yaml', 'annotations:\n  expose-password: "{.data[\'database-password\']}"\n'],
    ['a.yaml', 'environment:\n  - POSTGRES_USER=teashop\n  - POSTGRES_PASSWORD=teashop\n'],
    ['a.yaml', 'environment:\n  - GF_SECURITY_ADMIN_PASSWORD=grafana\n'],
    ['a.json', '{"db": "Host=localhost;Database=shop;Username=postgres;Password=yourWeak(!)Password"}'],
    ['a.yaml', "run: psql 'postgres://postgres[:encoded_password]@127.0.0.1[:port]/shop'\n"],
    ['a.toml', '[dependencies]\nsecret-service = "3.0.1-rc2"\n'],
    ['index.html', `<p data-api-secret="${TOKEN}">apiSecret: "${TOKEN}"</p>`],
    ['App.vue', '<input name="password" type="password" placeholder="Password (8+)">\n<script>\n</script>'],
    ['strings.xml', '<resources><string name="password">Password1</string></resources>'],
    ['form.xml', '<field name="password" label="Password (8+)" type="password2" required="true"/>'],
    ['a.xml', '<server><password>$' + '{env.PASSWORD}</password></server>'],
    ['a.sh', `read -rs PASSWORD\nexport PASSWORD\nlogin --password "$PASSWORD"\nTOKEN=$(vault read x9)\n`],
    ['a.sh', 'PASSWORD=$' + '{PASSWORD:-}\nKEY_FILE=/etc/shop/key2.pem\n'],
    ['a.sh', 'curl -u "$USER:$PASSWORD" -H "Authorization: Bearer $TOKEN" https://shop.dev'],
    ['a.sh', 'git push -u origin main:x9k2q7Zt'],
    ['Dockerfile', 'ENV DB_PASSWORD_FILE=/run/secrets/db1\nARG NPM_TOKEN\nENV TOKEN=$NPM_TOKEN\n'],
    ['a.sql', "CREATE USER shop IDENTIFIED BY '<password>';\nALTER ROLE a PASSWORD 'changeme1';\n"],
    ['a.sql', "SELECT * FROM settings WHERE key = 'site.title2' AND token = 'refresh_token2';"],
    ['a.tf', 'password = var.db_password\nsecret_name = "shop-db-2"\nkms_key_id = "arn:aws:kms:eu-west-1:1:key/2"\n'],
    ['a.ipynb', notebook('api_key = os.environ["API_KEY1"]\\n', 'token = get("x9")')],
    ['README.md', '```sh\nexport API_KEY=your-api-key\nexport DB_PASSWORD=hunter22\n```\n'],
    ['README.md', `The API_SECRET=${TOKEN} of a sentence is prose.\n`],
    ['.netrc', 'machine shop.dev login deploy password $PASSWORD\n'],
    ['.pgpass', '#host:port:db:user:x9k2!q7\nlocalhost:5432:shop:shop:shop\n'],
  ] as const) {
    it(`${path}: ${text.replaceAll('\n', ' ').slice(0, 90)}`, () =>
      assert.deepEqual(
        shown(text, { path }).map(({ start, end }) => text.slice(start, end)),
        [],
      ));
  }
});
