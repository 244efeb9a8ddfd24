import { libraryModel } from '../../engine/model.ts';
import { NOT_IN_A_NUMBER } from './javascript.ts';
import { IN_A_HEADER } from './node-http.ts';

/**
 * Controllers of NestJS. Facts: https://docs.nestjs.com/controllers, https://docs.nestjs.com/pipes#built-in-pipes,
 * https://docs.nestjs.com/custom-decorators, https://docs.nestjs.com/fundamentals/execution-context.
 */

const METHODS = ['Get', 'Post', 'Put', 'Patch', 'Delete', 'Options', 'Head', 'Search'];

/** A pipe, as a class and as an object. */
function pipe(...names: string[]): string[] {
  return names.flatMap((name) => [`${name}.transform`, `${name}#transform`]);
}

export default libraryModel({
  package: '@nestjs/common',
  types: [
    { type: 'BodyValue' },
    { type: 'QueryValue' },
    { type: 'RouteParameter' },
    { type: 'HeaderValue' },
    { type: 'UploadedFileValue', extends: ['express.UploadedFile'] },
    { type: 'UploadedFileValues', extends: ['express.UploadedFiles'] },
    { type: 'ExecutionContext', extends: ['ArgumentsHost'] },
    {
      type: 'HttpRequest',
      is: ['ArgumentsHost#switchToHttp().getRequest()', 'ArgumentsHost#getArgByIndex()'],
      extends: ['express.Request'],
    },
    { type: 'HttpResponse', is: ['ArgumentsHost#switchToHttp().getResponse()'], extends: ['express.Response'] },
  ],
  // What a pipe is set up to check, `ValidationPipe` does for all parameters only when `transform` is on.
  decorators: [
    { decorator: ['Body', 'RawBody'], is: 'BodyValue', through: 'transform', checksType: 'maybe' },
    { decorator: ['Query'], is: 'QueryValue', through: 'transform', checksType: 'maybe' },
    { decorator: ['Param'], is: 'RouteParameter', through: 'transform', checksType: 'maybe' },
    { decorator: ['Headers', 'HostParam'], is: 'HeaderValue', through: 'transform' },
    { decorator: ['UploadedFile'], is: 'UploadedFileValue', through: 'transform' },
    { decorator: ['UploadedFiles'], is: 'UploadedFileValues', through: 'transform' },
    { decorator: ['Req', 'Request'], is: 'express.Request' },
    { decorator: ['Res', 'Response'], is: 'express.Response' },
  ],
  handlers: [
    { decorators: [...METHODS, 'All', 'Sse'], parameters: [], returns: 'Answer' },
    { decorators: ['Redirect'], parameters: [], returns: 'Redirection' },
    { to: ['createParamDecorator'], argument: 0, parameters: ['', 'ExecutionContext'] },
  ],
  sources: [
    { trust: 'remote', from: ['BodyValue#'], label: 'the request body' },
    { trust: 'remote', from: ['QueryValue#'], label: 'the query string' },
    { trust: 'remote', from: ['RouteParameter#'], shape: 'text', label: 'a route parameter' },
    { trust: 'remote', from: ['HeaderValue#'], kinds: IN_A_HEADER, label: 'a request header' },
  ],
  sinks: [
    // The Express adapter sends text as text/html, objects as JSON.
    { rule: 'xss-reflected', call: ['Answer'], when: { valueIs: ['text'] } },
    // https://docs.nestjs.com/controllers#redirection
    { rule: 'open-redirect', call: ['Redirection'], path: 'url' },
  ],
  sanitizers: [
    { call: pipe('ParseIntPipe', 'ParseFloatPipe'), clears: NOT_IN_A_NUMBER },
    { call: pipe('ParseBoolPipe', 'ParseUUIDPipe', 'ParseEnumPipe', 'ParseDatePipe'), clears: 'all' },
  ],
  propagators: [
    // What a parameter with such a decorator is, its function gives: https://docs.nestjs.com/custom-decorators
    { call: ['createParamDecorator'], from: { argument: 0 }, to: 'return', as: 'value' },
    {
      call: pipe('DefaultValuePipe', 'ValidationPipe', 'ParseArrayPipe'),
      from: { argument: 0 },
      to: 'return',
      as: 'value',
    },
  ],
  // What the ValidationPipe refuses never reaches a handler: https://docs.nestjs.com/techniques/validation
  controls: [
    {
      control: 'validation',
      call: ['ValidationPipe', ...['Int', 'Float', 'Bool', 'UUID', 'Enum', 'Array'].map((name) => `Parse${name}Pipe`)],
    },
  ],
  entryPoints: [...METHODS, 'All', 'Sse'].map((name) => ({
    decorators: [name],
    prefix: ['Controller'],
    middleware: ['UseGuards', 'UseInterceptors', 'UsePipes'],
    method: name === 'All' ? 'ANY' : name === 'Sse' ? 'GET' : name.toUpperCase(),
  })),
});
