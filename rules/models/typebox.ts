import { libraryModel, type SchemaLibraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/sinclairzx81/typebox#types and #values. An object keeps names that it does not know. */

const WRAPPERS = ['Optional', 'Readonly', 'ReadonlyOptional', 'Partial', 'Required', 'Transform', 'Evaluate'];

const dropped = [{ are: 'dropped' }] as const;

/** @param holders what the types are found under */
function vocabulary(...holders: string[]): SchemaLibraryModel {
  const named = (...names: string[]) => holders.flatMap((holder) => names.map((name) => `${holder}${name}`));
  return {
    makers: [
      { call: named('String'), kinds: 'text', options: 0 },
      { call: named('TemplateLiteral'), kinds: 'text' },
      { call: named('Number', 'Integer', 'BigInt', 'Date', 'Numeric'), kinds: 'number' },
      {
        call: named('Boolean', 'Literal', 'Enum', 'Const', 'Null', 'Undefined', 'Void', 'Never', 'KeyOf'),
        kinds: 'none',
      },
      { call: named('BooleanString', 'UnionEnum'), kinds: 'none' },
      { call: named('Any', 'Unknown', 'Unsafe', 'Function', 'Uint8Array', 'Promise', 'File', 'Files'), kinds: 'any' },
      { call: named('RegExp'), pattern: 0 },
      { call: named('Object'), object: 0, others: 'kept', options: 1 },
      { call: named('Array'), list: 0 },
      { call: named('Tuple'), tuple: 0 },
      { call: named('Record'), record: 1 },
      { call: named('Union'), some: 0 },
      { call: named('Intersect', 'Composite'), all: 0 },
      { call: named(...WRAPPERS), same: 0 },
      { call: named('Recursive'), same: { returned: 0 } },
      { call: named('Pick'), of: 0, pick: 1 },
      { call: named('Omit'), of: 0, omit: 1 },
    ],
    methods: { Decode: { transform: 0 } },
    checks: [
      { call: ['Value.Check'], schema: 0, data: 1, gives: 'nothing', proves: 'yes' },
      { call: ['Value.Assert'], schema: 0, data: 1, gives: 'nothing', proves: 'returning' },
      { call: ['Value.Decode'], schema: 0, data: 1, proves: 'returning' },
      { call: ['Value.Parse'], schema: 0, data: 1, others: dropped },
      { call: ['Value.Cast', 'Value.Convert', 'Value.Clean', 'Value.Default'], schema: 0, data: 1, onlyConverts: true },
    ],
  };
}

export const typesUnder = vocabulary;

export default libraryModel({
  package: ['@sinclair/typebox', 'typebox', '@sinclair/typebox/value', 'typebox/value'],
  schemas: vocabulary('', 'Type.'),
});
