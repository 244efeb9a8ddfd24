import { libraryModel } from '../../engine/model.ts';

/** Facts: https://v2.tauri.app/plugin/deep-linking/, https://v2.tauri.app/plugin/shell/, https://v2.tauri.app/plugin/file-system/, https://v2.tauri.app/develop/calling-frontend/. */
const FILES = [
  'readTextFile',
  'readFile',
  'writeTextFile',
  'writeFile',
  'remove',
  'mkdir',
  'readDir',
  'open',
  'create',
];

export default libraryModel({
  package: [
    '@tauri-apps/api/event',
    '@tauri-apps/plugin-deep-link',
    '@tauri-apps/plugin-fs',
    '@tauri-apps/api/fs',
    '@tauri-apps/plugin-opener',
    '@tauri-apps/plugin-shell',
    '@tauri-apps/api/shell',
  ],
  types: [{ type: 'Links' }, { type: 'Event' }],
  handlers: [
    { to: ['onOpenUrl'], parameters: ['Links'] },
    { to: ['listen', 'once'], argument: 1, parameters: ['Event'] },
  ],
  sources: [
    {
      trust: 'remote',
      from: ['Links#', 'getCurrent()'],
      members: true,
      shape: 'text',
      label: 'a link to this program',
    },
    { trust: 'stored', from: ['Event#payload'], label: 'a message of the program' },
  ],
  sinks: [
    { rule: 'path-traversal', call: FILES, argument: 0 },
    { rule: 'dom-xss-url', call: ['openUrl'], argument: 0 },
  ],
});
