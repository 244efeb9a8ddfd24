import { libraryModel } from '../../engine/model.ts';
import { IN_A_HEADER } from './node-http.ts';

/** Controllers whose types are checked when a request arrives. Facts: https://tsoa-community.github.io/docs/getting-started.html, https://tsoa-community.github.io/reference/. */
const METHODS = ['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Options'];

export default libraryModel({
  package: ['tsoa', '@tsoa/runtime'],
  decorators: [
    { decorator: ['Body', 'BodyProp', 'FormField'], is: 'BodyValue', checksType: true },
    { decorator: ['Query', 'Queries'], is: 'QueryValue', checksType: true },
    { decorator: ['Path'], is: 'RouteParameter', checksType: true },
    { decorator: ['Header'], is: 'HeaderValue', checksType: true },
    { decorator: ['UploadedFile'], is: 'express.UploadedFile' },
    { decorator: ['UploadedFiles'], is: 'express.UploadedFiles' },
    { decorator: ['Request', 'RequestProp'], is: 'express.Request' },
  ],
  sources: [
    { trust: 'remote', from: ['BodyValue#'], shape: 'text', label: 'the request body' },
    { trust: 'remote', from: ['QueryValue#'], shape: 'text', label: 'the query string' },
    { trust: 'remote', from: ['RouteParameter#'], shape: 'text', label: 'a route parameter' },
    { trust: 'remote', from: ['HeaderValue#'], kinds: IN_A_HEADER, label: 'a request header' },
  ],
  entryPoints: METHODS.map((name) => ({
    decorators: [name],
    prefix: ['Route'],
    middleware: ['Middlewares', 'Security'],
    method: name.toUpperCase(),
  })),
});
