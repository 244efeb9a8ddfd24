/** What packages do with a URL, a path, a command or a script: each line is a function of one. */
import { reports } from './reported.ts';

/** Statements in the handler of a route, behind imports. */
function handlerReports(imports: string, statements: string): void {
  reports(`import express from 'express';
${imports.trim()}
express().get('/', async (req, res) => {
  const { q } = req.query;
  ${statements.trim()}
  res.end();
});`);
}

describe('a request', () => {
  it('goes where its URL says', () =>
    handlerReports(
      `
import axios from 'axios';
import got from 'got';
import ky from 'ky';
import { ofetch } from 'ofetch';
import { request } from 'undici';
import superagent from 'superagent';
import needle from 'needle';
import fetch from 'node-fetch';
import requests from 'request';
import phin from 'phin';
import Wreck from '@hapi/wreck';
import { request as gaxios } from 'gaxios';
import simpleGet from 'simple-get';
import { GraphQLClient } from 'graphql-request';`,
      `
await axios.get(q); // ssrf
await axios.get('https://example.com/' + encodeURIComponent(q));
await got(q).json(); // ssrf
await ky.post(q); // ssrf
await ofetch(q); // ssrf
await ofetch('/a', { baseURL: q }); // ssrf
await request(q); // ssrf
await superagent.get(q); // ssrf
needle('get', q, () => {}); // ssrf
await fetch(q); // ssrf
requests({ uri: q }, () => {}); // ssrf
requests({ url: 'https://example.com', body: q }, () => {});
await phin({ url: q }); // ssrf
await Wreck.get(q); // ssrf
await Wreck.request('GET', q); // ssrf
await gaxios({ url: q }); // ssrf
simpleGet.concat({ url: 'https://example.com', body: q }, () => {});
new GraphQLClient(q); // ssrf
await fetch('https://example.com', { method: 'POST', body: JSON.stringify({ q }) });`,
    ));

  it('is made by packages that load what a URL names, by browsers and by proxies', () =>
    handlerReports(
      `
import puppeteer from 'puppeteer';
import { chromium } from 'playwright';
import { JSDOM } from 'jsdom';
import Parser from 'rss-parser';
import ogs from 'open-graph-scraper';
import { getLinkPreview } from 'link-preview-js';
import httpProxy from 'http-proxy';
import { createProxyMiddleware } from 'http-proxy-middleware';`,
      `
const page = await (await puppeteer.launch()).newPage();
await page.goto(q); // ssrf
await page.goto('https://example.com');
await page.evaluate(q); // code-injection
await page.evaluate((text) => document.title + text, q);
await (await (await chromium.launch()).newPage()).goto(q); // ssrf
await JSDOM.fromURL(q); // ssrf
new JSDOM('<p>');
await new Parser().parseURL(q); // ssrf
await ogs({ url: q }); // ssrf
await getLinkPreview(q); // ssrf
httpProxy.createProxyServer().web(req, res, { target: q }); // ssrf
createProxyMiddleware({ target: 'https://example.com', pathRewrite: { a: q } });`,
    ));
});

describe('a file', () => {
  it('is what a path names', () =>
    handlerReports(
      `
import { rimraf } from 'rimraf';
import { glob } from 'glob';
import fg from 'fast-glob';
import { deleteAsync } from 'del';
import makeDir from 'make-dir';
import jsonfile from 'jsonfile';
import fse from 'fs-extra';
import ncp from 'ncp';
import sharp from 'sharp';
import XLSX from 'xlsx';
import Database from 'better-sqlite3';
import path from 'node:path';`,
      `
await rimraf('/data/' + q); // path-traversal
await rimraf('/data/' + path.basename(q));
await glob(q + '/*.txt'); // path-traversal
await glob('*.txt', { cwd: q }); // path-traversal
await fg('*.txt', { ignore: [q] });
await deleteAsync('/data/' + q); // path-traversal
await makeDir('/data/' + q); // path-traversal
jsonfile.readFileSync('/data/' + q); // path-traversal
await fse.remove('/data/' + q); // path-traversal
await fse.move('/data/a', '/data/' + q); // path-traversal
ncp('/data/' + q, '/backup'); // path-traversal
await sharp('/data/' + q).png().toFile('/tmp/a.png'); // path-traversal
await sharp(req.file.buffer).png().toFile('/tmp/a.png');
XLSX.readFile('/data/' + q); // path-traversal
new Database('/data/' + q); // path-traversal
await Bun.write('/data/' + q, 'text'); // path-traversal
await Bun.write('/data/a', q);
await Deno.remove('/data/' + q); // path-traversal`,
    ));

  it('is where an archive goes to', () =>
    handlerReports(
      `
import * as tar from 'tar';
import tarFs from 'tar-fs';
import AdmZip from 'adm-zip';
import extract from 'extract-zip';
import archiver from 'archiver';`,
      `
await tar.x({ file: 'a.tgz', cwd: '/data/' + q }); // path-traversal
await tar.x({ file: 'a.tgz', cwd: '/data', strip: q });
tarFs.extract('/data/' + q); // path-traversal
new AdmZip('a.zip').extractAllTo('/data/' + q, true); // path-traversal
await extract('a.zip', { dir: '/data/' + q }); // path-traversal
archiver('zip').file('/data/' + q, { name: 'a' }); // path-traversal
archiver('zip').file('/data/a', { name: q });`,
    ));
});

describe('a command', () => {
  it('is text that a shell reads', () =>
    handlerReports(
      `
import shell from 'shelljs';
import { execaCommand, execa } from 'execa';
import spawn from 'cross-spawn';
import concurrently from 'concurrently';
import { Client } from 'ssh2';
import { NodeSSH } from 'node-ssh';
import { $ as zx } from 'zx';
import sudo from 'sudo-prompt';`,
      `
shell.exec('ls ' + q); // command-injection
shell.cat('/data/' + q); // path-traversal
shell.rm('-rf', '/data/' + q); // path-traversal
await execa('ls', [q]);
await execa('ls', [q], { shell: true }); // command-injection shell-option-with-args
spawn('ls', [q]);
spawn('ls ' + q, { shell: true }); // command-injection
concurrently([{ command: 'ls ' + q, name: 'a' }]); // command-injection
concurrently([{ command: 'ls', name: q }]);
new Client().exec('ls ' + q, () => {}); // command-injection
await new NodeSSH().execCommand('ls ' + q); // command-injection
await new NodeSSH().exec('ls', [q]);
await zx\`ls \${q}\`;
await Bun.$\`ls \${q}\`;
await Bun.$\`ls \${{ raw: q }}\`; // command-injection
new Deno.Command('sh', { args: ['-c', q] }); // command-injection
new Deno.Command('ls', { args: ['-l', q] });
sudo.exec('ls ' + q, {}, () => {}); // command-injection`,
    ));

  it('is the name of a program', () =>
    handlerReports(
      `
import { spawn, execFile, fork } from 'node:child_process';
import crossSpawn from 'cross-spawn';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';`,
      `
spawn(q, ['-l']); // command-injection
spawn('ls', ['-l', q]);
execFile(q, () => {}); // command-injection
fork('/tasks/' + q); // command-injection
crossSpawn(q); // command-injection
new StdioClientTransport({ command: q, args: [] }); // command-injection
new StdioClientTransport({ command: 'node', args: [q] });`,
    ));
});

describe('a script', () => {
  it('is text that a package evaluates', () =>
    handlerReports(
      `
import safeEval from 'safe-eval';
import requireFromString from 'require-from-string';
import jp from 'jsonpath';
import { JSONPath } from 'jsonpath-plus';
import { compile } from 'vue';`,
      `
safeEval(q); // code-injection
requireFromString(q); // code-injection
jp.query({}, q); // code-injection
jp.query(q, '$.a');
JSONPath({ path: q, json: {} }); // code-injection
JSONPath({ path: q, json: {}, eval: false });
compile(q); // code-injection`,
    ));
});
