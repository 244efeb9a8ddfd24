import { libraryModel } from '../../engine/model.ts';

/** Controllers, policies and middlewares are Koa's, found by their folder. Facts: https://docs.strapi.io/cms/backend-customization/controllers. */
const FILES = ['controllers', 'middlewares', 'policies'].map((folder) => `${folder}/**`);

export default libraryModel({
  package: ['@strapi/strapi', '@strapi/types'],
  handlers: [
    {
      exports: { files: FILES, names: [] },
      parameters: ['koa.Context'],
      shape: [['ctx']],
    },
  ],
});
