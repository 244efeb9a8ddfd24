import { secretRule } from '../../../engine/rule.ts';
import { cloud } from './cloud.ts';
import { messaging } from './messaging.ts';
import { packageRegistries } from './packageRegistries.ts';
import { payments } from './payments.ts';
import { services } from './services.ts';
import { sourceControl } from './sourceControl.ts';

// The sources of the formats stand in the files of the groups. What to do after a leak:
// https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html
export default secretRule({
  id: 'hardcoded-secret-provider',
  title: "A provider's key or token is written in the code",
  severity: 'critical',
  confidence: 'high',
  cwe: [798],
  owasp: ['A07:2021', 'A07:2025'],
  detectors: [...sourceControl, ...packageRegistries, ...cloud, ...payments, ...messaging, ...services],
});
