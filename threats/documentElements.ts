import type { DocumentSurface, JobSurface, ScriptSurface, WorkflowSurface } from '../engine/surface/surface.ts';
import type { Evidence } from './element.ts';
import { addControl, addEvidence, claim, type ModelDraft } from './modelDraft.ts';

/** Elements of the files that are no modules. */
export function addDocument(draft: ModelDraft, document: DocumentSurface): void {
  const { path, workflow, scripts = [], environment = [], manifest } = document;
  for (const job of workflow?.jobs ?? []) addJob(draft, path, workflow!, job);
  for (const script of scripts) addScript(draft, script, 'html');
  for (const { name, location } of environment) {
    const element = draft.element({ kind: 'secret', framework: 'env', key: name, name, zone: 'app', location });
    addEvidence(element, { kind: 'file', location, text: `${name} in ${path}`, via: path });
  }
  if (manifest && manifest.dependencies > 0) {
    const { location, lock, installScripts } = manifest;
    const name = manifest.name ?? path;
    const element = draft.element({ kind: 'package', framework: 'npm', key: path, name, zone: 'app', location });
    const evidence: Evidence = { kind: 'file', location, text: lock ?? 'no lock file', via: path };
    addEvidence(element, evidence);
    for (const script of installScripts) addEvidence(element, { kind: 'file', location, text: script, via: 'scripts' });
    if (lock !== undefined) addControl(element, { kind: 'pinned', how: 'certain', evidence });
    element.code.add([lock ?? '', ...installScripts].join(' '));
  }
}

/** Events of strangers that run with the repository's secrets and a token that can write. Facts:
 * https://docs.github.com/en/actions/reference/security/secure-use#mitigating-the-risks-of-untrusted-code-checkout */
const STRANGERS = new Set([
  'pull_request_target',
  'workflow_run',
  'issue_comment',
  'issues',
  'discussion',
  'discussion_comment',
  'fork',
  'watch',
  'gollum',
]);

/** A commit's whole id, or a digest: the only names that nobody can give to something else. */
const FIXED = /@(?:[0-9a-f]{40}|sha256:[0-9a-f]{64})$/;

function addJob(draft: ModelDraft, path: string, workflow: WorkflowSurface, job: JobSurface): void {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const element = draft.element({
    kind: 'ci',
    framework: 'actions',
    key: `${path}#${job.name}`,
    name: `${file}: ${job.name}`,
    zone: 'ci',
    location: job.location,
  });
  element.code.add(job.hash);
  const file1 = (text: string, via: string, location = job.location): Evidence => ({
    kind: 'file',
    location,
    text,
    via,
  });
  for (const { name, location } of workflow.triggers) addEvidence(element, file1(`on: ${name}`, 'trigger', location));
  element.code.add(
    workflow.triggers
      .map(({ name }) => name)
      .sort()
      .join(' '),
  );
  const permissions = job.permissions ?? workflow.permissions;
  if (permissions) {
    const evidence = file1(permissions.grants.join(', ') || 'none', 'permissions', permissions.location);
    addEvidence(element, evidence);
    element.code.add(evidence.text);
    if (!permissions.grants.includes('write-all'))
      addControl(element, { kind: 'permissions', how: 'certain', evidence });
  }
  for (const { name, location } of job.uses) addEvidence(element, file1(name, 'uses', location));
  const others = job.uses.filter(({ name }) => !name.startsWith('./'));
  if (others.every(({ name }) => FIXED.test(name)))
    addControl(element, { kind: 'pinned', how: 'certain', evidence: file1('every action by its commit', 'uses') });
  const isStrange = workflow.triggers.some(({ name }) => STRANGERS.has(name));
  if (!isStrange && job.eventText.length === 0)
    addControl(element, {
      kind: 'trusted-trigger',
      how: 'certain',
      evidence: file1(workflow.triggers.map(({ name }) => name).join(', '), 'trigger', workflow.triggers[0]?.location),
    });
  for (const { name, location } of job.eventText) addEvidence(element, file1(`runs text of ${name}`, 'run', location));
  for (const { name, location } of job.secrets) {
    if (name === 'GITHUB_TOKEN') continue;
    const secret = draft.element({ kind: 'secret', framework: 'actions', key: name, name, zone: 'ci', location });
    addEvidence(secret, file1(`secrets.${name}`, path, location));
    element.reaches.add(secret.id);
  }
}

/** A script of another host that a page loads. */
export function addScript(draft: ModelDraft, script: ScriptSurface, framework: string): void {
  const { source, hasIntegrity, location } = script;
  const key = source.replace(/^(?:https?:)?\/\//i, '').replace(/[?#].*$/s, '');
  const element = draft.element({ kind: 'script', framework, key, name: key, zone: 'third-party', location });
  const evidence: Evidence = { kind: 'file', location, text: source, via: 'script' };
  addEvidence(element, evidence);
  claim(element, 'integrity', hasIntegrity ? 'certain' : 'no', evidence);
  draft.flow({
    from: element.id,
    to: 'zone:browser',
    protocol: 'https',
    data: [],
    zones: ['third-party', 'browser'],
    location,
  });
}
