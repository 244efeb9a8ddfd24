import { libraryModel } from '../../engine/model.ts';

/**
 * Parsers of forms. Where they store a file is their own choice; its name is as it was sent. Facts:
 * https://github.com/node-formidable/formidable#file, https://github.com/pillarjs/multiparty#api.
 */
export default libraryModel({
  package: ['formidable', 'multiparty'],
  types: [
    { type: 'Parser', is: ['default()', 'formidable()', 'IncomingForm#', 'Form#'] },
    { type: 'Fields', is: ['Parser#parse().0'] },
    { type: 'Files', is: ['Parser#parse().1'] },
    { type: 'File', is: ['Files#*', 'Files#*.*'] },
  ],
  handlers: [
    { to: ['Parser#parse'], argument: 1, parameters: ['', 'Fields', 'Files'] },
    { to: ['Parser#on'], argument: 1, event: ['field'], parameters: ['FieldText', 'FieldText'] },
    { to: ['Parser#on'], argument: 1, event: ['file'], parameters: ['FieldText', 'File'] },
  ],
  sources: [
    { trust: 'remote', from: ['Fields#'], members: true, shape: 'text', label: 'a field of the form' },
    { trust: 'remote', from: ['FieldText#'], shape: 'text', label: 'a field of the form' },
    {
      trust: 'remote',
      from: ['File#originalFilename', 'File#mimetype', 'File#name', 'File#type'],
      shape: 'text',
      label: 'an uploaded file',
    },
  ],
});
