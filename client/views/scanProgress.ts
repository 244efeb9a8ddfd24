import { type CancellationToken, ProgressLocation, window } from 'vscode';
import type { Server } from '../languageClient.ts';

let lastToken = 0;

/** Runs a scan under a notification that shows how far it is and lets the user cancel it. */
export async function withScanProgress<T>(
  server: Server,
  title: string,
  scan: (workDoneToken: string, token: CancellationToken) => Promise<T>,
): Promise<T> {
  const workDoneToken = `portside-scan-${++lastToken}`;
  return window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    (progress, token) => {
      let shown = 0;
      const listener = server.onProgress(workDoneToken, ({ message, percentage }) => {
        const increment = percentage === undefined ? 0 : Math.max(0, percentage - shown);
        shown += increment;
        progress.report({ increment, ...(message !== undefined && { message }) });
      });
      return scan(workDoneToken, token).finally(() => listener.dispose());
    },
  );
}
