import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/mscdex/busboy#special-parser-stream-events, https://github.com/fastify/busboy. */
export default libraryModel({
  package: ['busboy', '@fastify/busboy'],
  types: [
    // `connect-busboy` puts it on the request: https://github.com/mscdex/connect-busboy
    { type: 'Busboy', is: ['default()', 'default#', 'Busboy#', 'express.Request#busboy', 'Busboy#on()'] },
    { type: 'FieldText' },
    { type: 'FileInfo' },
    { type: 'FileStream' },
  ],
  handlers: [
    { to: ['Busboy#on'], argument: 1, event: ['field'], parameters: ['FieldText', 'FieldText'] },
    // Up to version 0, the name was an argument of its own.
    { to: ['Busboy#on'], argument: 1, event: ['file'], parameters: ['FieldText', 'FileStream', 'FileInfo'] },
  ],
  sources: [
    { trust: 'remote', from: ['FieldText#'], shape: 'text', label: 'a field of the form' },
    {
      trust: 'remote',
      from: ['FileInfo#', 'FileInfo#filename', 'FileInfo#mimeType'],
      shape: 'text',
      label: 'an uploaded file',
    },
  ],
});
