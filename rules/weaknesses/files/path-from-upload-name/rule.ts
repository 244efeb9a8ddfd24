import { flowRule } from '../../../../engine/rule.ts';

/** Parsers that keep the last part of a name only: https://github.com/mscdex/busboy#exports (`preservePath`). */
const KEEPS_LAST_PART =
  /(?:UploadedFile#(?:originalname|name|fieldname)|FileInfo#(?:filename)?|SavedFile#filename|MultipartFile#filename)$/;

export default flowRule({
  id: 'path-from-upload-name',
  title: 'Who sends a file says what it is called',
  severity: 'medium',
  confidence: 'high',
  cwe: [434, 73],
  owasp: ['A01:2021', 'A01:2025'],
  kinds: ['way-up'],
  speaksFor: { rules: ['path-traversal'], of: ({ entity }) => KEEPS_LAST_PART.test(entity) },
  message: ({ source }) =>
    `${source} decides how the file is called, so that its sender can overwrite one that is there, and choose an ending such as \`.html\` or \`.js\`. Make a name of your own, and take the ending from a list.`,
});
