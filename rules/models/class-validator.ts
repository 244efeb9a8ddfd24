import { libraryModel } from '../../engine/model.ts';

/** What decorators say of a field. Facts: https://github.com/typestack/class-validator#validation-decorators. */

const FORMATS: Readonly<Record<string, readonly string[]>> = {
  word: ['IsAlpha', 'IsAlphanumeric', 'IsCreditCard', 'IsISBN', 'IsISIN', 'IsISO31661Alpha2', 'IsISO31661Alpha3'],
  id: ['IsMongoId', 'IsFirebasePushId'],
  uuid: ['IsUUID'],
  hex: ['IsHexadecimal', 'IsHexColor', 'IsHash'],
  number: ['IsNumberString', 'IsNumericString'],
  email: ['IsEmail'],
  url: ['IsUrl', 'IsDataURI', 'IsMagnetURI'],
  hostname: ['IsFQDN'],
  ip: ['IsIP'],
  mac: ['IsMACAddress'],
  base64: ['IsBase64'],
  jwt: ['IsJWT'],
  'date-time': ['IsISO8601', 'IsDateString', 'IsRFC3339'],
  time: ['IsMilitaryTime'],
};

export default libraryModel({
  package: 'class-validator',
  // What they prove is what the decorators say, field by field; of an object of no class, nothing.
  guards: [{ call: ['validate', 'validateOrReject', 'validateSync'], clears: [] }],
  schemas: {
    makers: [
      { call: ['IsString', 'IsPhoneNumber', 'IsJSON', 'IsAscii', 'IsLocale', 'IsSemVer'], kinds: 'text' },
      {
        call: ['IsNumber', 'IsInt', 'IsDate', 'IsPositive', 'IsNegative', 'IsDivisibleBy', 'Min', 'Max'],
        kinds: 'number',
      },
      { call: ['IsBoolean', 'IsEnum', 'IsIn', 'Equals', 'IsEmpty', 'IsBooleanString'], kinds: 'none' },
      { call: ['IsObject', 'IsArray', 'IsDefined', 'Allow', 'ValidateNested', 'IsNotEmptyObject'], kinds: 'any' },
      ...Object.entries(FORMATS).map(([format, call]) => ({ call, format })),
      { call: ['Matches'], pattern: 0 },
    ],
  },
});
