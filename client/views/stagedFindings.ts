/** What the commit would be told, beside the changes in the source control view, before anybody commits. */
import {
  type Disposable,
  EventEmitter,
  Range,
  RelativePattern,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { PlacedFinding } from '../../server/protocol.ts';
import type { Server } from '../languageClient.ts';
import { describeScan } from './scanSummary.ts';

export interface StagedFindings extends Disposable {
  /** Analyses what is staged and shows what is found. @throws Error when the server refuses */
  refresh(): Promise<void>;
}

/** A file with its findings, or one of them. */
type Row = { readonly uri: string; readonly findings: readonly PlacedFinding[] } | PlacedFinding;

const VIEW = 'portside.staged';
/** Git writes its index several times in a row. */
const PAUSE_MS = 700;

const ICONS: Readonly<Record<PlacedFinding['finding']['severity'], ThemeIcon>> = {
  critical: new ThemeIcon('error', new ThemeColor('problemsErrorIcon.foreground')),
  high: new ThemeIcon('error', new ThemeColor('problemsErrorIcon.foreground')),
  medium: new ThemeIcon('warning', new ThemeColor('problemsWarningIcon.foreground')),
  low: new ThemeIcon('info', new ThemeColor('problemsInfoIcon.foreground')),
};

/** Makes the view. Once it has been looked at it follows the index, as long as somebody sees it. */
export function createStagedFindings(server: Server): StagedFindings {
  let findings: readonly PlacedFinding[] = [];
  let running: Promise<void> | undefined;
  let isOutdated = true;
  let timer: NodeJS.Timeout | undefined;
  const changed = new EventEmitter<void>();

  const view: TreeView<Row> = window.createTreeView<Row>(VIEW, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (row) => (row === undefined ? filesOf(findings) : 'findings' in row ? [...row.findings] : []),
      getTreeItem: (row) => ('findings' in row ? fileItem(row.uri, row.findings) : findingItem(row)),
    },
  });

  async function look(): Promise<void> {
    isOutdated = false;
    const { summaries, findings: found } = await server.request('portside/scanStaged', null);
    findings = found;
    const { message } = describeScan(summaries);
    view.message = message.replace(/^Portside: /, '');
    view.badge = found.length > 0 ? { value: found.length, tooltip: message } : undefined;
    changed.fire();
  }

  async function refresh(): Promise<void> {
    // A change that comes while a scan runs is looked at after it.
    await running?.catch(() => {});
    running = look().finally(() => {
      running = undefined;
    });
    await running;
  }

  function follow(): void {
    if (!view.visible || !isOutdated) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      refresh().catch((error: unknown) => {
        view.message = error instanceof Error ? error.message : String(error);
      });
    }, PAUSE_MS);
  }

  const watchers = (workspace.workspaceFolders ?? []).map((folder) => {
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, '.git/index'));
    const outdate = () => {
      isOutdated = true;
      follow();
    };
    watcher.onDidChange(outdate);
    watcher.onDidCreate(outdate);
    return watcher;
  });
  const seen = view.onDidChangeVisibility(follow);

  return {
    refresh,
    dispose() {
      clearTimeout(timer);
      for (const part of [view, changed, seen, ...watchers]) part.dispose();
    },
  };
}

function filesOf(findings: readonly PlacedFinding[]): Row[] {
  const files = new Map<string, PlacedFinding[]>();
  for (const placed of findings) files.set(placed.uri, [...(files.get(placed.uri) ?? []), placed]);
  return [...files].map(([uri, own]) => ({ uri, findings: own }));
}

function fileItem(uri: string, findings: readonly PlacedFinding[]): TreeItem {
  const item = new TreeItem(Uri.parse(uri), TreeItemCollapsibleState.Expanded);
  item.iconPath = ThemeIcon.File;
  item.description = `${workspace.asRelativePath(Uri.parse(uri))} · ${findings.length}`;
  return item;
}

/** A click opens the file; where it was edited since it was staged, the place is near. */
function findingItem({ uri, finding }: PlacedFinding): TreeItem {
  const { startLine, startColumn, endLine, endColumn } = finding.location;
  const item = new TreeItem(finding.title, TreeItemCollapsibleState.None);
  item.iconPath = ICONS[finding.severity];
  item.description = `${finding.ruleId} · line ${startLine}`;
  item.tooltip = finding.message;
  const selection = new Range(startLine - 1, startColumn - 1, endLine - 1, endColumn - 1);
  item.command = { title: 'Show', command: 'vscode.open', arguments: [Uri.parse(uri), { selection }] };
  return item;
}
