/**
 * The directions of ARCHITECTURE.md, checked by `npm test`. Each rule says in its comment what it protects.
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'In a cycle no module can be understood, tested or moved alone.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A module that nobody imports is dead, or its way in is missing.',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.d\\.ts$', '\\.test\\.ts$', '^test/host/standIns/'] },
      to: {},
    },
    {
      name: 'everything-resolves',
      comment: 'An import that leads nowhere fails only when a user comes by.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^vscode$' },
    },
    {
      name: 'packages-are-declared',
      comment: 'A package that only happens to be installed is gone after the next update of another one.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], pathNot: '^vscode$' },
    },
    {
      name: 'shipped-code-ships',
      comment: 'Scripts and tests are not in the package.',
      severity: 'error',
      from: { path: '^(engine|rules|workspace|threats|report|server|client|cli)/' },
      to: { path: '^(scripts|test|examples)/' },
    },

    {
      name: 'engine-knows-only-itself',
      comment:
        'Text in, findings out: the engine has no rule, no editor, no file system, and runs in a web worker too.',
      severity: 'error',
      from: { path: '^engine/' },
      to: { pathNot: ['^engine/', '(^|/)node_modules/'] },
    },
    {
      name: 'engine-needs-no-node',
      comment: 'No I/O and no module of Node.js in the engine: it must give the same findings wherever it runs.',
      severity: 'error',
      from: { path: '^engine/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'parsers-behind-one-door',
      comment: 'A parser can be replaced when only engine/syntax knows it.',
      severity: 'error',
      from: { path: '^engine/(?!syntax/)' },
      to: { path: '(^|/)node_modules/' },
    },
    {
      name: 'the-reference-parser-is-passed-in',
      comment:
        "The engine takes its parser as an argument, so that TypeScript's is loaded late and another can take its place.",
      severity: 'error',
      from: { path: '^engine/' },
      to: { path: '^engine/syntax/typescriptParser\\.ts$' },
    },

    {
      name: 'rules-see-the-engine-through-its-front',
      comment:
        'What rules may use is engine/{rule,model,finding}.ts; the rest of the engine can change without a rule changing.',
      severity: 'error',
      from: { path: '^rules/', pathNot: '^rules/(registry\\.ts$|checklists/)' },
      to: { pathNot: ['^rules/', '^engine/(rule|model|finding)\\.ts$'] },
    },
    {
      name: 'checklists-are-data',
      comment: 'The questions of the threat model, in the shape that threats/ gives them.',
      severity: 'error',
      from: { path: '^rules/checklists/' },
      to: { pathNot: ['^rules/checklists/', '^threats/question\\.ts$'] },
    },
    {
      name: 'no-rule-imports-a-rule',
      comment: 'A rule can be deleted by deleting its folder. What rules of a family share is a file of the family.',
      severity: 'error',
      from: { path: '^(rules/(?:weaknesses/[^/]+|secrets)/[^/]+)/' },
      to: { path: '^rules/(weaknesses/[^/]+|secrets)/[^/]+/', pathNot: '^$1/' },
    },
    {
      name: 'models-are-data',
      comment: 'What a library means is said once, beside no rule.',
      severity: 'error',
      from: { path: '^rules/(models|checklists)/' },
      to: { path: '^rules/(?!models/|checklists/)' },
    },
    {
      name: 'registry-only-through-the-workspace',
      comment: 'Whoever wants rules asks workspace/knowledge.ts, which loads them once and knows their version.',
      severity: 'error',
      from: { path: '^(engine|threats|report|server|client|cli)/' },
      to: { path: '^rules/(?!checklists/)' },
    },

    {
      name: 'threats-are-pure',
      comment: "Elements and answers in, states out: from the engine's data only, and from the text of answers.",
      severity: 'error',
      from: { path: '^threats/' },
      to: {
        pathNot: [
          '^threats/',
          '^engine/(finding|analyze|ruleFacts|model|surface/surface|settle/hash)\\.ts$',
          '^rules/checklists/',
          '(^|/)node_modules/yaml/',
        ],
      },
    },
    {
      name: 'reports-are-pure',
      comment: 'Findings in, text out: a format needs no file, no editor and no terminal. A hash is no I/O.',
      severity: 'error',
      from: { path: '^report/' },
      to: {
        pathNot: [
          '^report/',
          '^threats/',
          '^engine/(finding|explanation|analyze|ruleFacts|secrets/secretRule)\\.ts$',
          '^(node:)?crypto$',
        ],
      },
    },
    {
      name: 'workspace-knows-no-face',
      comment: 'Server and command line read the world through the same workspace, which knows neither.',
      severity: 'error',
      from: { path: '^workspace/' },
      to: { path: '^(report|server|client|cli)/' },
    },
    {
      name: 'server-and-cli-are-strangers',
      comment: 'Two faces of one workspace. Only `portside lsp` starts the server.',
      severity: 'error',
      from: { path: '^(server|cli)/', pathNot: '^cli/commands/lsp\\.ts$' },
      to: { path: '^(server|cli)/', pathNot: '^$1/' },
    },
    {
      name: 'lsp-enters-by-the-front-door',
      comment: '`portside lsp` starts the server and knows nothing else of it.',
      severity: 'error',
      from: { path: '^cli/commands/lsp\\.ts$' },
      to: { path: '^server/(?!main\\.ts$)' },
    },
    {
      name: 'client-sees-only-the-protocol',
      comment: 'The extension talks to the server in messages; nothing of the engine may slow down the editor.',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^((engine|rules|workspace|threats|report|cli)/|server/(?!protocol\\.ts$))' },
    },
    {
      name: 'client-takes-types-of-the-protocol',
      comment: "The protocol's file brings the server's library with it at run time; its types bring nothing.",
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^server/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-the-client-knows-vscode',
      comment: 'Any editor that speaks LSP can be served.',
      severity: 'error',
      from: { pathNot: ['^client/', '^test/extension/'] },
      to: { path: '(^|node_modules/)(vscode$|@types/vscode/|vscode-languageclient/)' },
    },
    {
      name: 'only-the-server-speaks-lsp',
      comment: 'Findings are plain data; server/convert.ts turns them into what LSP says.',
      severity: 'error',
      from: { pathNot: ['^server/', '^test/', '^client/'] },
      to: { path: '(^|/)node_modules/vscode-language(server|client)' },
    },

    {
      name: 'io-at-the-edges',
      comment:
        'Files and processes are touched in workspace, in cli, and where the client starts the server: nowhere else.',
      severity: 'error',
      from: { pathNot: ['^workspace/', '^cli/', '^client/languageClient\\.ts$', '^scripts/', '^test/'] },
      to: { path: '^(node:)?(fs|fs/promises|child_process)$' },
    },
    {
      name: 'no-network',
      comment: 'Nothing that a user scans leaves the machine, so nothing that runs there can.',
      severity: 'error',
      from: { path: '^(engine|rules|workspace|threats|report|server|client|cli)/' },
      to: { path: '^(node:)?(net|http|https|http2|tls|dgram|dns|dns/promises)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^test/extension/suite-built/', '^test/host/node_modules/', '^test/host/standIns/'] },
    // test/host has a package.json of its own, beside the root's.
    combinedDependencies: true,
    // Imports of types count.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
  },
};
