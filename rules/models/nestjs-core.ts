import { libraryModel } from '../../engine/model.ts';

/** What an application of NestJS puts before all of its routes. Facts: https://docs.nestjs.com/faq/global-prefix, https://docs.nestjs.com/guards. */
const APPLICATIONS = ['NestFactory.create()', '@nestjs/common.INestApplication#'];

const of = (...names: readonly string[]) =>
  APPLICATIONS.flatMap((made) => names.map((name) => (made.endsWith('#') ? made + name : `${made}.${name}`)));

export default libraryModel({
  package: '@nestjs/core',
  routing: [
    { call: of('setGlobalPrefix'), does: 'everywhere', path: 0, method: '@nestjs/common' },
    {
      call: of('useGlobalGuards', 'useGlobalPipes', 'useGlobalInterceptors', 'use'),
      does: 'everywhere',
      method: '@nestjs/common',
    },
  ],
});
