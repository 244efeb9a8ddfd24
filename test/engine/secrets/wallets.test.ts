import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { decodeBase58Check } from '../../../engine/secrets/base58.ts';
import { mnemonicKind } from '../../../engine/secrets/mnemonic.ts';
import { mnemonicNumber } from '../../../engine/secrets/mnemonicWords.ts';
import { sha256 } from '../../../engine/secrets/sha256.ts';
import { sampleRandom, sampleSecret } from '../../support/sampleSecrets.ts';
import { finds, isQuiet, scan } from './scan.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('what wallets are made of', () => {
  it('is hashed as Node.js hashes', () => {
    for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 500]) {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 7 + length) & 0xff);
      assert.equal(hex(sha256(bytes)), createHash('sha256').update(bytes).digest('hex'), String(length));
    }
  });

  it('is read from Base58Check only with a checksum that holds', () => {
    // The sample of https://en.bitcoin.it/wiki/Base58Check_encoding: an address, which is public.
    assert.equal(
      hex(decodeBase58Check('16UwLL9Risc3QfPqBUvKofHmBQ7wMtjvM') ?? new Uint8Array()),
      '00010966776006953d5567439e5e39f86a0d273bee',
    );
    assert.equal(decodeBase58Check('16UwLL9Risc3QfPqBUvKofHmBQ7wMtjvN'), undefined);
    assert.equal(decodeBase58Check('l0OI'), undefined);
    assert.equal(decodeBase58Check(''), undefined);
  });

  it('is a phrase of known words with its checksum', () => {
    assert.deepEqual(
      ['abandon', 'zoo', 'zebra', 'act', 'action', 'actual'].map(mnemonicNumber),
      [0, 2047, 2044, 19, 20, 23],
    );
    for (const other of ['able1', 'ab', 'xylophone', '', 'zoology2']) assert.equal(mnemonicNumber(other), undefined);
    // A sample of BIP 39's own vectors, of varied bytes; its last word carries the checksum.
    const vector = 'scheme spot photo card baby mountain device kick cradle pact join borrow';
    assert.equal(mnemonicKind(vector), 'wallet');
    assert.equal(mnemonicKind(vector.replace('borrow', 'action')), 'words');
    assert.equal(mnemonicKind(vector.replace('borrow', 'xylophone')), undefined);
    assert.equal(mnemonicKind(`${'abandon '.repeat(11)}about`), 'public');
    assert.equal(
      mnemonicKind(
        `${'legal winner thank year wave sausage worth useful '.repeat(3).split(' ').slice(0, 11).join(' ')} yellow`,
      ),
      'public',
    );
    assert.equal(mnemonicKind(`${'test '.repeat(11)}junk`), 'public');
    assert.equal(mnemonicKind('please enter the twelve words of your wallet and then press the button'), undefined);
  });
});

const PROVIDER = 'hardcoded-secret-provider';

describe('a wallet in the code', () => {
  const phrase = sampleSecret('mnemonic');
  const wif = sampleSecret('wif');
  const xprv = sampleSecret('xprv');

  it('is found by its phrase, whatever gets it', () => {
    for (const code of [
      `const mnemonic = '§';`,
      `export const seedPhrase = "§";`,
      `const wallet = ethers.Wallet.fromPhrase('§');`,
      `const seed = await bip39.mnemonicToSeed('§');`,
      `networks: { goerli: { provider: () => new HDWalletProvider('§', url) } }`,
    ]) {
      finds(code.replace('§', phrase), [phrase], PROVIDER);
    }
    for (const [path, text] of [
      ['.env', `MNEMONIC="${phrase}"`],
      ['config.yaml', `wallet:\n  mnemonic: ${phrase}\n`],
      ['config.json', JSON.stringify({ seedPhrase: phrase })],
    ] as const) {
      finds(text, [phrase], PROVIDER, { path });
      assert.equal(scan(text, { path })[0]?.severity, 'critical');
    }
  });

  it('is no phrase with a wrong checksum, and none that everybody knows', () => {
    for (const other of [
      `${'test '.repeat(11)}junk`,
      phrase.split(' ').reverse().join(' '),
      `${'abandon '.repeat(11)}about`,
      'candy maple cake sugar pudding cream honey rich smooth crumble sweet treat',
    ]) {
      isQuiet(`const mnemonic = '${other}';`);
    }
    isQuiet(`const text = '${phrase}';`);
    isQuiet(`const mnemonic = '${phrase} extra';`);
    isQuiet(`const mnemonic = 'write these twelve words down and keep them away from all the others';`);
    isQuiet(`const placeholder = 'enter the twelve words of your wallet here';`);
  });

  it('is found by its key, with the checksum that the key has', () => {
    finds(`const privateKey = '${wif}';`, [wif], PROVIDER);
    finds(`WALLET_WIF=${wif}`, [wif], PROVIDER, { path: '.env' });
    finds(`const root = HDKey.fromExtendedKey('${xprv}');`, [xprv], PROVIDER);
    const broken = `${wif.slice(0, -2)}${wif.endsWith('1') ? '22' : '11'}`;
    assert.ok(scan(`const address = '${broken}';`).length === 0);
    isQuiet(`const root = '${xprv.slice(0, -2)}zz';`);
    isQuiet(`const key = '${xprv.replace('xprv', 'xpub')}';`);
  });

  it('is found by the key of an account', () => {
    const key = `0x${sampleRandom('hex', 64)}`;
    finds(`const deployerPrivateKey = '${key}';`, [key], PROVIDER);
    finds(`module.exports = { networks: { sepolia: { url, accounts: ['${key}'] } } };`, [key], PROVIDER, {
      path: 'hardhat.config.js',
    });
    finds(`PRIVATE_KEY=${key}`, [key], PROVIDER, { path: '.env' });
    // What Hardhat and Foundry start with: https://hardhat.org/hardhat-network/docs/reference#initial-state
    const known = ['ac0974bec39a17e3', '6ba4a6b4d238ff94', '4bacb478cbed5efc', 'ae784d7bf4f2ff80'].join('');
    isQuiet(`const privateKey = '0x${known}';`);
    isQuiet(`PRIVATE_KEY=0x${'ac0974be'}${sampleRandom('hex', 56)}\n`, { path: '.env' });
    isQuiet(`const txHash = '${key}'; const transactionHash = '${key}';`);
    isQuiet(`const accounts = [{ id: 1, name: 'a' }]; const o = { accounts: ['0x${'ab'.repeat(20)}'] };`);
  });

  it('is found as 64 bytes', () => {
    const bytes = [...Buffer.from(sampleRandom('hex', 128), 'hex')];
    const text = bytes.join(',');
    for (const code of [
      `const secretKey = Uint8Array.from([${text}]);`,
      `const payer = Keypair.fromSecretKey(new Uint8Array([${text}]));`,
    ]) {
      finds(code, [text], PROVIDER);
    }
    finds(`[${text}]`, [text], PROVIDER, { path: 'keys/id.json' });
    const spaced = bytes.join(',\n  ');
    finds(`[\n  ${spaced}\n]\n`, [spaced], PROVIDER, { path: 'deploy-keypair.json' });
    isQuiet(`const secretKey = new Uint8Array([${bytes.slice(0, 60).join(',')}]);`);
    isQuiet(`const secretKey = Uint8Array.from([${Array.from({ length: 64 }, (_, at) => at).join(', ')}]);`);
    isQuiet(`[${text}]`, { path: 'data/pixels.json' });
    isQuiet(`const table = [${text}];`);
  });
});
