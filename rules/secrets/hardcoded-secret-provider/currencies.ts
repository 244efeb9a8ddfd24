import type { SecretDetector } from '../../../engine/rule.ts';
import { JWT, named, observed, provider, UUID } from './provider.ts';

const BASE58 = '[1-9A-HJ-NP-Za-km-z]';

/** Names of phrases and keys; their checksum tells the rest. */
const PHRASES = ['mnemonic', 'phrase', 'seed', 'seedphrase', 'recoveryphrase', 'words'];
const KEYS = ['wif', 'private', 'secret', 'key', 'keypair', 'wallet'];
const CHAINS =
  'wallet deployer relayer metamask eth ethereum evm polygon bsc sepolia goerli mainnet testnet hardhat web3'.split(
    ' ',
  );

/**
 * Coinbase: https://docs.cdp.coinbase.com/get-started/authentication/cdp-api-keys (the name of a key; the key itself is a
 * PEM block, for which `private-key-in-source` speaks). The others are known from keys that were issued.
 */
export const currencies: readonly SecretDetector[] = [
  ...(
    [
      ['Coinbase', ['coinbase'], '[0-9A-Za-z]{32}'],
      ['Kraken', ['kraken'], '[0-9A-Za-z+/]{54}==|[0-9A-Za-z+/]{56}|[0-9A-Za-z+/]{86}=='],
      ['Binance', ['binance'], '[0-9A-Za-z]{64}'],
      ['Bitfinex', ['bitfinex'], '[0-9A-Za-z]{43}'],
      ['Bittrex', ['bittrex'], '[0-9a-f]{32}'],
      ['KuCoin', ['kucoin'], `[0-9a-f]{24}|${UUID}`],
      ['Bybit', ['bybit'], '[0-9A-Za-z]{18}|[0-9A-Za-z]{36}'],
      ['OKX', ['okx', 'okex'], `[0-9A-F]{32}|${UUID}`],
      ['Gemini', ['geminiexchange'], '[0-9A-Za-z]{28}'],
    ] as const
  ).flatMap(([name, words, shape]) =>
    provider(
      name,
      'trades and, when the key allows them, withdrawals',
      `Delete it under API management at ${name}, and look through the account's orders and withdrawals.`,
      named(`${name.toLowerCase()}-key`, `A ${name} API key or secret`, 'high', words, shape),
    ),
  ),
  ...provider(
    'Gemini (exchange)',
    'trades and, when the key allows them, withdrawals',
    'Revoke it under Settings, API.',
    observed('gemini-exchange-key', 'A Gemini exchange API key', 'high', 'account-', '[0-9A-Za-z]{20}', {
      context: ['gemini'],
    }),
    observed('gemini-exchange-master-key', 'A Gemini exchange master key', 'high', 'master-', '[0-9A-Za-z]{20}', {
      context: ['gemini'],
    }),
  ),
  ...provider(
    'Infura',
    'calls of nodes on your bill',
    'Regenerate it under the settings of the key.',
    named('infura-key', 'An Infura key', 'medium', ['infura'], '[0-9a-f]{32}'),
  ),
  ...provider(
    'Alchemy',
    'calls of nodes on your bill',
    'Rotate it under the settings of the app.',
    named('alchemy-key', 'An Alchemy key', 'medium', ['alchemy'], '[\\w-]{32}'),
  ),
  ...provider(
    'Etherscan',
    'calls on your quota',
    'Delete it under API Keys.',
    named(
      'etherscan-key',
      'An Etherscan API key',
      'medium',
      ['etherscan', 'bscscan', 'polygonscan', 'arbiscan', 'basescan', 'snowtrace'],
      '[0-9A-Z]{34}',
    ),
  ),
  ...provider(
    'Moralis',
    'calls on your quota',
    'Regenerate it under the settings of the account.',
    named('moralis-key', 'A Moralis API key', 'medium', ['moralis'], JWT),
  ),
  ...provider(
    'QuickNode',
    'calls of nodes on your bill',
    'Rotate the token of the endpoint under Security.',
    named('quicknode-key', 'A QuickNode key', 'medium', ['quicknode']),
  ),
  ...provider(
    'Helius',
    'calls of nodes on your bill',
    'Delete it under API Keys.',
    named('helius-key', 'A Helius key', 'medium', ['helius'], UUID),
  ),
  // Keys: https://en.bitcoin.it/wiki/Wallet_import_format, https://github.com/bitcoin/bips/blob/master/bip-0032.mediawiki
  // (also SLIP 132 for `y` and `z`), https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki; accounts of Ethereum:
  // https://ethereum.org/developers/docs/accounts/#account-creation; Solana: https://solana.com/docs/core/accounts
  ...provider(
    'Crypto wallets',
    'everything that the wallet holds, at once and for good',
    'A key of a wallet cannot be withdrawn: move what it holds to a new wallet now.',
    named(
      'wallet-phrase',
      'The recovery phrase of a wallet',
      'critical',
      PHRASES,
      '[a-z]{3,8}(?:[\\s,]{1,3}[a-z]{3,8}){11,23}',
      {
        checksum: 'mnemonic',
      },
    ),
    observed('wallet-extended-key', 'An extended private key of a wallet', 'critical', 'xprv', `${BASE58}{107,108}`, {
      checksum: 'base58check',
    }),
    observed('wallet-extended-key-y', 'An extended private key of a wallet', 'critical', 'yprv', `${BASE58}{107,108}`, {
      checksum: 'base58check',
    }),
    observed('wallet-extended-key-z', 'An extended private key of a wallet', 'critical', 'zprv', `${BASE58}{107,108}`, {
      checksum: 'base58check',
    }),
    observed(
      'wallet-test-extended-key',
      'An extended private key of a test network',
      'critical',
      'tprv',
      `${BASE58}{107,108}`,
      {
        checksum: 'base58check',
        use: 'test',
      },
    ),
    named('wallet-import-key', 'The private key of a wallet', 'critical', KEYS, `[5KL]${BASE58}{50,51}`, {
      checksum: 'base58check',
    }),
    named('wallet-test-import-key', 'The private key of a test network', 'critical', KEYS, `[9c]${BASE58}{50,51}`, {
      checksum: 'base58check',
      use: 'test',
    }),
    named('wallet-private-key', 'The private key of an account', 'critical', ['private'], '0x[0-9a-fA-F]{64}', {
      checksum: 'secp256k1',
    }),
    named('wallet-account-key', 'The private key of an account', 'critical', CHAINS, '(?:0x)?[0-9a-fA-F]{64}', {
      and: ['private', 'key', 'secret'],
      checksum: 'secp256k1',
    }),
    named('wallet-key-bytes', 'The private key of a wallet', 'critical', KEYS, '\\d{1,3}(?:,\\d{1,3}){63}', {
      checksum: 'key-bytes',
    }),
  ),
];
