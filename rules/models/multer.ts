import { libraryModel } from '../../engine/model.ts';

/** The functions that choose what is stored where. Facts: https://github.com/expressjs/multer#diskstorage, #filefilter. */
export default libraryModel({
  package: ['multer', '@koa/multer', 'fastify-multer'],
  elements: [
    {
      kind: 'upload',
      call: ['single', 'array', 'fields', 'any', 'none'].flatMap((name) => [`default().${name}`, `default#${name}`]),
      name: { argument: 0 },
      protocol: 'http',
    },
  ],
  // https://github.com/expressjs/multer#limits
  controls: [{ control: 'upload-limit', call: ['default'], when: { option: 'limits', argument: 0 } }],
  handlers: [
    ...['filename', 'destination'].map((option) => ({
      to: ['diskStorage', 'default.diskStorage'],
      argument: 0,
      option,
      parameters: ['express.Request', 'express.UploadedFile'],
    })),
    { to: ['default'], argument: 0, option: 'fileFilter', parameters: ['express.Request', 'express.UploadedFile'] },
  ],
});
