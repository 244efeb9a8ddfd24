import assert from 'node:assert/strict';
import { documentSurface, isTellingDocument } from '../../../engine/surface/documents.ts';
import { expandSecrets } from '../../support/sampleSecrets.ts';

const surfaceOf = (path: string, text: string, beside: readonly string[] = []) =>
  documentSurface(path, text, new Set(beside));

describe('the surface of a document', () => {
  it('is asked of workflows, pages, settings of the environment and manifests', () => {
    const paths = ['.github/workflows/a.yml', 'views/a.ejs', '.env.local', 'package.json', 'a.yml', 'b.json', 'env'];
    assert.deepEqual(paths.filter(isTellingDocument), paths.slice(0, 4));
  });

  it('of a workflow has triggers, and of each job what it may do, runs and is told', () => {
    const { workflow } = surfaceOf(
      '.github/workflows/release.yml',
      `on:
  pull_request_target:
  push: { branches: [main] }
permissions: read-all
jobs:
  publish:
    permissions: { contents: write }
    container: node:24
    steps:
      - uses: actions/checkout@v5
      - run: echo "\${{ github.event.issue.title }}" \${{ github.event.pull_request.number }}
      - run: publish
        env: { TOKEN: "\${{ secrets.NPM_TOKEN }}" }
`,
    );
    assert.ok(workflow);
    assert.deepEqual(
      workflow.triggers.map(({ name }) => name),
      ['pull_request_target', 'push'],
    );
    assert.deepEqual(workflow.permissions?.grants, ['read-all']);
    const [job] = workflow.jobs;
    assert.ok(job);
    assert.equal(job.name, 'publish');
    assert.deepEqual(job.permissions?.grants, ['contents: write']);
    assert.deepEqual(
      job.uses.map(({ name }) => name),
      ['node:24', 'actions/checkout@v5'],
    );
    assert.deepEqual(
      job.secrets.map(({ name }) => name),
      ['NPM_TOKEN'],
    );
    // A number is no text of somebody else.
    assert.deepEqual(
      job.eventText.map(({ name }) => name),
      ['github.event.issue.title'],
    );
  });

  it('of a page has the scripts of other hosts', () =>
    assert.deepEqual(
      surfaceOf(
        'a.html',
        '<script src="https://cdn.example/a.js" integrity="sha384-x"></script><script src="/own.js"></script>',
      ).scripts?.map(({ source, hasIntegrity }) => [source, hasIntegrity]),
      [['https://cdn.example/a.js', true]],
    ));

  it('of settings has the names, and never a value', () => {
    const surface = surfaceOf('.env', expandSecrets('PORT=1\nGITHUB_TOKEN={{secret:github}}\n'));
    assert.deepEqual(
      surface.environment?.map(({ name }) => name),
      ['PORT', 'GITHUB_TOKEN'],
    );
    assert.ok(!JSON.stringify(surface).includes(expandSecrets('{{secret:github}}')));
  });

  it('of a manifest has what is installed, and by what that is locked', () => {
    const text = JSON.stringify({
      name: 'app',
      dependencies: { a: '1', b: '1' },
      scripts: { postinstall: 'x', test: 'y' },
    });
    const { manifest } = surfaceOf('package.json', text, ['yarn.lock']);
    assert.equal(manifest?.name, 'app');
    assert.equal(manifest?.lock, 'yarn.lock');
    assert.equal(manifest?.dependencies, 2);
    assert.deepEqual(manifest?.installScripts, ['postinstall']);
    assert.equal(surfaceOf('package.json', text).manifest?.lock, undefined);
  });

  it('says nothing of what it cannot read', () => {
    assert.deepEqual(surfaceOf('package.json', '['), { path: 'package.json' });
    assert.deepEqual(surfaceOf('.github/workflows/a.yml', '- a'), { path: '.github/workflows/a.yml' });
  });
});
