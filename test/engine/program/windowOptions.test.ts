import { programFinds } from '../../support/program.ts';

describe('options of Electron from another file', () => {
  it('are the preferences of a window, or spread into them', () => {
    programFinds(`// file: prefs.js
export const preferences = { contextIsolation: false, nodeIntegration: true };
export const fine = { contextIsolation: true };
// file: main.js
import { BrowserWindow } from 'electron';
import { preferences, fine } from './prefs';
new BrowserWindow({ webPreferences: { ...preferences, preload: 'a.js' } });
//                                       ^^^^^^^^^^^ electron-context-isolation-off
//                                       ^^^^^^^^^^^ electron-node-integration
new BrowserWindow({ webPreferences: preferences });
//                                  ^^^^^^^^^^^ electron-context-isolation-off
//                                  ^^^^^^^^^^^ electron-node-integration
new BrowserWindow({ webPreferences: { ...fine } });
new BrowserWindow({ webPreferences: { ...preferences, contextIsolation: true, nodeIntegration: false } });
`);
  });

  it('are all options of a window, or spread into them', () => {
    programFinds(`// file: options.js
export const options = { width: 1, webPreferences: { webSecurity: false } };
// file: main.js
import { BrowserWindow } from 'electron';
import { options } from './options';
const win = new BrowserWindow({ ...options, height: 2 });
//                                 ^^^^^^^ electron-web-security-off
const same = new BrowserWindow(options);
//                             ^^^^^^^ electron-web-security-off
`);
  });

  it('are told once where they are written', () => {
    programFinds(`// file: main.js
import { BrowserWindow } from 'electron';
const preferences = { contextIsolation: false };
//                                      ^^^^^ electron-context-isolation-off
new BrowserWindow({ webPreferences: { ...preferences } });
`);
  });

  it('come from a module of CommonJS', () => {
    programFinds(`// file: prefs.js
module.exports = { webPreferences: { nodeIntegration: true, contextIsolation: false } };
// file: main.js
const { BrowserWindow } = require('electron');
const { webPreferences } = require('./prefs');
new BrowserWindow({ webPreferences });
//                  ^^^^^^^^^^^^^^ electron-context-isolation-off
//                  ^^^^^^^^^^^^^^ electron-node-integration
`);
  });
});
