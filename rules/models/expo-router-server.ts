import { libraryModel } from '../../engine/model.ts';

/** API routes of Expo and One. Facts: https://docs.expo.dev/router/web/api-routes/, https://onestack.dev/docs/routing-modes. */
const ROUTES = {
  files: ['app/**/*+api'],
  names: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'default'],
};

export default libraryModel({
  package: ['expo-router/server', 'one'],
  types: [{ type: 'Parameters' }],
  handlers: [{ exports: ROUTES, parameters: ['web-request.Request', 'Parameters'] }],
  sources: [{ trust: 'remote', from: ['Parameters#'], members: true, shape: 'text', label: 'a route parameter' }],
  entryPoints: [{ exports: ROUTES, method: '*' }],
});
