import { libraryModel } from '../../engine/model.ts';

/** A type that was compiled checks data itself. Facts: https://github.com/sinclairzx81/typebox#typecompiler. */
export default libraryModel({
  package: ['@sinclair/typebox/compiler', 'typebox/compile'],
  schemas: {
    makers: [{ call: ['TypeCompiler.Compile', 'Compile'], same: 0 }],
    methods: {
      Check: { data: 0, gives: 'nothing', proves: 'yes' },
      Decode: { data: 0, proves: 'returning' },
      Parse: { data: 0, proves: 'returning' },
    },
  },
});
