/** Browsers and their frameworks, programs on desktops and phones, extensions, models. */
import { finds, isQuiet } from '../../support/spec.ts';
import { reports } from './reported.ts';

describe('the page', () => {
  it('is given messages, drops, and what other tabs store', () =>
    reports(`
const box = document.querySelector('#box');
window.addEventListener('message', (event) => { // postmessage-origin-unchecked
  box.innerHTML = event.data.html; // dom-xss
  box.textContent = event.data.html;
  box.innerHTML = String(event.data.length);
});
box.addEventListener('drop', (event) => {
  box.innerHTML = event.dataTransfer.getData('text/html'); // dom-xss
});
document.addEventListener('paste', (event) => {
  box.innerHTML = event.clipboardData.getData('text/html'); // dom-xss
});
// Only pages of this origin write there.
window.addEventListener('storage', (event) => {
  box.innerHTML = event.newValue;
  box.innerHTML = localStorage.getItem('html');
});
box.addEventListener('click', (event) => {
  box.innerHTML = event.detail;
});`));

  it('is told by servers, in data that others wrote', () =>
    reports(`
const list = document.querySelector('#list');
const items = await (await fetch('/items')).json();
for (const item of items) list.innerHTML += '<li>' + item.title; // dom-xss
for (const item of items) list.innerHTML += '<li>' + item.id + item.createdAt;
import axios from 'axios';
axios.get('/items').then(({ data }) => { list.innerHTML = data.html; }); // dom-xss
const api = axios.create({ baseURL: '/api' });
list.insertAdjacentHTML('beforeend', (await api.get('/item')).data.title); // dom-xss
import ky from 'ky';
list.innerHTML = (await ky.get('/item').json()).title; // dom-xss`));

  it('puts pieces of pages in that its own server sends', () =>
    isQuiet(`
const nav = document.querySelector('nav');
nav.innerHTML = await (await fetch('/partials/nav.html')).text();
const request = new XMLHttpRequest();
request.onload = () => { nav.innerHTML = request.responseText; };
$.get('/partials/nav.html', (html) => $('nav').html(html));
const script = document.createElement('script');
script.textContent = await (await fetch('/app.js')).text();`));

  it('knows the replies of jQuery', () =>
    reports(`
import $ from 'jquery';
$.getJSON('/items', (items) => $('#a').html(items[0].title)); // dom-xss
$.getJSON('/items').done((items) => $('#a').append(items.html)); // dom-xss
$.ajax({ url: '/item', success: (item) => $('#a').html('<b>' + item.title) }); // dom-xss
$.ajax({ url: '/item', success: (item) => $('#a').text(item.title) });
$.getJSON('/items', (items) => $('#a').html('<b>' + items.count));`));
});

describe('a router', () => {
  it('of React gives parts of the URL', () =>
    reports(
      `
import { useParams, useSearchParams, useLoaderData } from 'react-router';
import { createFileRoute, getRouteApi } from '@tanstack/react-router';
import { useSearchParams as useQuery, useRouter } from 'next/navigation';
import { useQueryState } from 'nuqs';
const Route = createFileRoute('/a/$b')({});
const api = getRouteApi('/a');
export function Page() {
  const [search] = useSearchParams();
  const [q] = useQueryState('q');
  const post = useLoaderData();
  const safe = useParams();
  return <>
    <div dangerouslySetInnerHTML={{ __html: useParams().html }} /> {/* react-dangerous-html */}
    <div dangerouslySetInnerHTML={{ __html: search.get('html') }} />
    <div dangerouslySetInnerHTML={{ __html: Route.useSearch().html }} />
    <div dangerouslySetInnerHTML={{ __html: Route.useParams().b }} />
    <div dangerouslySetInnerHTML={{ __html: api.useSearch().html }} />
    <div dangerouslySetInnerHTML={{ __html: useQuery().get('html') }} />
    <div dangerouslySetInnerHTML={{ __html: q }} />
    <div dangerouslySetInnerHTML={{ __html: post.body }} />
    <div>{useParams().html}</div>
  </>;
}`
        .replace(' {/* react-dangerous-html */}', '')
        .replaceAll(/( __html: .*\/>)$/gm, '$1 // react-dangerous-html'),
      { path: 'page.tsx' },
    ));

  it('of Vue and Nuxt gives parts of the URL', () =>
    reports(`
import { h, ref, computed } from 'vue';
import { useRoute, useRouter, createRouter } from 'vue-router';
const route = useRoute();
const html = ref(route.query.html);
const title = computed(() => route.params.title);
export const page = () => h('div', { innerHTML: html.value }); // dom-xss
export const head = () => h('h1', { innerHTML: title.value }); // dom-xss
export const link = () => h('a', { href: route.query.to }); // dom-xss-url
export const text = () => h('div', { title: html.value }, html.value);
location.href = route.query.to; // dom-xss-url
location.href = route.fullPath;
useRouter().push(route.query.to);
const router = createRouter({});
router.beforeEach((to, from) => {
  document.body.innerHTML = to.hash; // dom-xss
});
navigateTo(route.query.to);`));

  it('of Angular gives parts of the URL', () =>
    reports(`
import { Component, HostListener } from '@angular/core';
import { ActivatedRoute, Router } from '@angular/router';
import { DomSanitizer } from '@angular/platform-browser';
import { HttpClient } from '@angular/common/http';
@Component({ selector: 'a' })
export class Page {
  constructor(private route: ActivatedRoute, private sanitizer: DomSanitizer, private http: HttpClient) {}
  show() {
    this.html = this.sanitizer.bypassSecurityTrustHtml(this.route.snapshot.queryParamMap.get('html')); // dom-xss
    this.url = this.sanitizer.bypassSecurityTrustResourceUrl(this.route.snapshot.params.url); // dom-xss-url
    this.plain = this.route.snapshot.queryParams.html;
    this.clean = this.sanitizer.bypassSecurityTrustHtml('<b>fixed</b>');
    this.route.queryParams.subscribe((params) => {
      this.html = this.sanitizer.bypassSecurityTrustHtml(params.html); // dom-xss
    });
    this.http.get('/post').subscribe((post) => {
      this.html = this.sanitizer.bypassSecurityTrustHtml(post.html); // dom-xss
    });
  }
  @HostListener('window:message', ['$event'])
  receive(event) {
    this.html = this.sanitizer.bypassSecurityTrustHtml(event.data); // dom-xss
  }
  @HostListener('input', ['$event'])
  type(event) {
    this.html = this.sanitizer.bypassSecurityTrustHtml(event.data);
  }
}`));
});

describe('a door for markup', () => {
  it('is left open by libraries of components', () =>
    reports(`
import { html } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import m from 'mithril';
import { htmlSafe } from '@ember/template';
const q = new URLSearchParams(location.search).get('q');
html\`<p>\${unsafeHTML(q)}</p>\`; // dom-xss
html\`<p>\${q}</p>\`;
m('p', m.trust(q)); // dom-xss
m('p', q);
htmlSafe(q); // dom-xss`));

  it('is an attribute of Solid, and hooks that hold what a server said', () =>
    reports(
      `
import useSWR from 'swr';
import { useQuery } from '@tanstack/react-query';
export const A = () => <div innerHTML={location.hash} />; // dom-xss
export function B() {
  const { data } = useSWR('/a', load);
  const post = useQuery({ queryKey: ['a'], queryFn: load });
  return <p>
    <i dangerouslySetInnerHTML={{ __html: data.html }} />
    <i dangerouslySetInnerHTML={{ __html: post.data.html }} />
    <i>{data.html}</i>
  </p>;
}`.replaceAll(/( __html: .*\/>)$/gm, '$1 // react-dangerous-html'),
      { path: 'page.tsx' },
    ));
});

describe('Electron', () => {
  it('hears pages and links', () =>
    reports(`
import { app, ipcMain, shell, BrowserWindow } from 'electron';
import { exec } from 'node:child_process';
import fs from 'node:fs';
ipcMain.handle('run', (event, command, options) => {
  exec(command); // command-injection
  fs.readFileSync(options.path);
  shell.openExternal(options.url); // dom-xss-url
  shell.openExternal('https://example.com/' + options.url);
  exec(event.sender.command);
});
ipcMain.on('open', (event, { url }) => {
  if (url.startsWith('https://')) shell.openExternal(url);
});
app.on('open-url', (event, url) => {
  exec('open ' + url); // command-injection
});
const window = new BrowserWindow();
window.webContents.setWindowOpenHandler(({ url }) => {
  shell.openExternal(url); // dom-xss-url
  return { action: 'deny' };
});
window.loadURL('https://example.com');
ipcMain.handle('eval', (_, script) => window.webContents.executeJavaScript(script)); // code-injection`));
});

describe('an extension', () => {
  it('of a browser hears pages and other extensions', () =>
    reports(`
chrome.runtime.onMessageExternal.addListener((message, sender, respond) => {
  document.body.innerHTML = message.html; // dom-xss
  chrome.tabs.executeScript(1, { code: message.code }); // code-injection
  chrome.tabs.create({ url: message.url }); // dom-xss-url
  chrome.tabs.create({ url: 'https://example.com/' + message.path });
});
chrome.tabs.query({ active: true }, (tabs) => {
  document.body.innerHTML = tabs[0].title; // dom-xss
  document.title = tabs[0].title;
});`));

  it('of VS Code hears webviews and links, and has terminals', () =>
    reports(`
import * as vscode from 'vscode';
import { exec } from 'node:child_process';
const panel = vscode.window.createWebviewPanel('a', 'A', 1);
panel.webview.onDidReceiveMessage((message) => {
  exec(message.command); // command-injection
  vscode.window.createTerminal().sendText(message.command); // command-injection
  panel.webview.html = '<p>' + message.text; // dom-xss
  vscode.window.showInformationMessage(message.text);
});
vscode.window.registerUriHandler({
  handleUri(uri) {
    new vscode.ShellExecution('open ' + uri.query); // command-injection
    new vscode.ShellExecution('open', [uri.query]);
  },
});
vscode.lm.registerTool('run', {
  async invoke(options) {
    exec(options.input.command); // llm-tool-to-sink
  },
});`));
});

describe('React Native', () => {
  it('is opened by links and hears web views', () =>
    reports(
      `
import { Linking } from 'react-native';
import { WebView } from 'react-native-webview';
import { useLocalSearchParams } from 'expo-router';
export function Screen() {
  const { url } = useLocalSearchParams();
  Linking.openURL(url); // dom-xss-url
  Linking.openURL('https://example.com/' + url);
  Linking.addEventListener('url', (event) => Linking.openURL(event.url)); // dom-xss-url
  const open = (event) => Linking.openURL(event.nativeEvent.data); // dom-xss-url
  return <WebView source={{ uri: url }} onMessage={open} />; // dom-xss-url
}
export const Help = () => <WebView source={{ uri: 'https://example.com' }} onMessage={console.log} />;`,
      { path: 'screen.tsx' },
    ));
});

describe('a model', () => {
  it('writes answers that are no code', () =>
    reports(`
import OpenAI from 'openai';
import Anthropic from '@anthropic-ai/sdk';
import { generateText, streamText } from 'ai';
import { ChatOpenAI } from '@langchain/openai';
import { GoogleGenAI } from '@google/genai';
import { exec } from 'node:child_process';
const openai = new OpenAI();
const answer = await openai.chat.completions.create({ model: 'a', messages: [] });
exec(answer.choices[0].message.content); // llm-output-command
exec(JSON.parse(answer.choices[0].message.tool_calls[0].function.arguments).command); // llm-output-command
exec(answer.model);
const response = await openai.responses.create({ model: 'a', input: 'b' });
exec(response.output_text); // llm-output-command
const message = await new Anthropic().messages.create({ model: 'a' });
exec(message.content[0].text); // llm-output-command
for (const block of message.content) if (block.type === 'tool_use') exec(block.input.command); // llm-output-command
exec(message.stop_reason);
exec((await generateText({ model: 'a' })).text); // llm-output-command
for await (const part of streamText({ model: 'a' }).textStream) exec(part); // llm-output-command
exec((await new ChatOpenAI({}).invoke('a')).content); // llm-output-command
exec((await new GoogleGenAI({}).models.generateContent({})).text); // llm-output-command`));

  it('chooses the arguments of tools', () =>
    reports(`
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { tool } from 'ai';
import { tool as chainTool } from '@langchain/core/tools';
import { exec } from 'node:child_process';
const server = new McpServer({ name: 'a', version: '1' });
server.registerTool('run', {}, async ({ command }, extra) => {
  exec(command); // mcp-tool-command-injection
  exec(extra.sessionId);
});
server.tool('run', 'Runs', {}, async (args) => {
  exec(args.command); // mcp-tool-command-injection
});
server.resource('a', 'a://{x}', async (uri, { x }) => {
  exec(x); // mcp-tool-command-injection
});
new Server({}).setRequestHandler(CallToolRequestSchema, async (request) => {
  exec(request.params.arguments.command); // mcp-tool-command-injection
  exec(request.method);
});
tool({ inputSchema: schema, execute: async ({ command }) => exec(command) }); // llm-tool-to-sink
chainTool(({ command }) => exec(command), { name: 'run' }); // llm-tool-to-sink`));

  it('is no message of a stranger', () =>
    finds(`
import OpenAI from 'openai';
const { choices } = await new OpenAI().chat.completions.create({ model: 'a', messages: [] });
document.body.innerHTML = choices[0].message.content;
//                        ^^^^^^^^^^^^^^^^^^^^^^^^^^ sink llm-output-xss`));
});

describe('libraries of pages and of mail', () => {
  it('take markup, and files', () =>
    reports(`
import * as d3 from 'd3';
import L from 'leaflet';
import nodemailer from 'nodemailer';
import Swal from 'sweetalert2';
const text = new URLSearchParams(location.search).get('q');
d3.select('#a').append('p').html(text); // dom-xss
d3.select('#a').append('p').text(text);
L.marker([0, 0]).addTo(map).bindPopup(text); // dom-xss
Swal.fire({ html: text }); // dom-xss
Swal.fire({ text, title: 'Hello' });`));

  it('send what a path names', () =>
    reports(`
import express from 'express';
import nodemailer from 'nodemailer';
const mail = nodemailer.createTransport({});
express().post('/', (req, res) => {
  mail.sendMail({ to: 'a@b.example', attachments: [{ path: req.body.file }] }); // path-traversal ssrf
  mail.sendMail({ to: 'a@b.example', attachments: [{ content: req.body.file }] });
});`));
});
