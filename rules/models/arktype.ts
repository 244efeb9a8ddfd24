import { libraryModel } from '../../engine/model.ts';

/** Facts: https://arktype.io/docs/objects and https://arktype.io/docs/type-api. */
export default libraryModel({
  package: 'arktype',
  schemas: {
    makers: [
      { call: ['type'], dialect: 'type-text' },
      { call: ['type.enumerated', 'type.unit', 'type.valueOf'], kinds: 'none' },
      { call: ['type.instanceOf'], kinds: 'any' },
      { call: ['type.or'], some: { from: 0 }, dialect: 'type-text' },
      { call: ['type.and'], all: { from: 0 }, dialect: 'type-text' },
    ],
    methods: {
      array: { list: 'base' },
      or: { some: ['base', 0], dialect: 'type-text' },
      and: { all: ['base', 0], dialect: 'type-text' },
      intersect: { all: ['base', 0], dialect: 'type-text' },
      to: { all: ['base', 0], dialect: 'type-text' },
      pipe: { transform: 0 },
      narrow: { refine: 0 },
      pick: { pick: { from: 0 } },
      omit: { omit: { from: 0 } },
      assert: { data: 0, proves: 'returning' },
      allows: { data: 0, gives: 'nothing', proves: 'yes' },
      from: { data: 0, proves: 'returning' },
    },
    called: { data: 0 },
  },
});
