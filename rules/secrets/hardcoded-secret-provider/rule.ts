import { secretRule } from '../../../engine/rule.ts';
import { ai } from './ai.ts';
import { cloud } from './cloud.ts';
import { currencies } from './currencies.ts';
import { data } from './data.ts';
import { hosting } from './hosting.ts';
import { identity } from './identity.ts';
import { messaging } from './messaging.ts';
import { monitoring } from './monitoring.ts';
import { packageRegistries } from './packageRegistries.ts';
import { payments } from './payments.ts';
import { pipelines } from './pipelines.ts';
import { social } from './social.ts';
import { sourceControl } from './sourceControl.ts';
import { tools } from './tools.ts';
import { work } from './work.ts';

// The sources of the formats stand in the files of the groups. What to do after a leak:
// https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html
export default secretRule({
  id: 'hardcoded-secret-provider',
  title: "A provider's key or token is written in the code",
  severity: 'critical',
  confidence: 'high',
  cwe: [798],
  owasp: ['A07:2021', 'A07:2025'],
  detectors: [
    ...sourceControl,
    ...packageRegistries,
    ...cloud,
    ...hosting,
    ...payments,
    ...currencies,
    ...messaging,
    ...ai,
    ...data,
    ...monitoring,
    ...pipelines,
    ...work,
    ...social,
    ...identity,
    ...tools,
  ],
});
