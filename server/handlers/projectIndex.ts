/** The folders of open documents as a whole: read and analysed in the background, so that data is followed between files. */
import { AnalysisFailure } from '../analysisThread.ts';
import type { Folder, Session } from '../session.ts';

/** Keeps folders analysed as a whole. */
export interface ProjectIndex {
  /** Works on a folder until all is known of it. Does nothing where it is known, or being worked on. */
  ensure(folder: Folder): void;
  /** Files have changed on the disk, outside of the editor. */
  changed(files: readonly string[]): void;
  /** Configuration or folders have changed: what is known of them counts no more. */
  forget(): void;
}

interface Progress {
  state: 'running' | 'known' | 'failed';
  changed: string[];
}

/** @param whenKnown told, when all is known of a folder, of which files something else is known than was said */
export function createProjectIndex(
  session: Session,
  whenKnown: (folder: Folder, root: string, paths: readonly string[]) => void,
): ProjectIndex {
  const folders = new Map<string, Progress>();

  async function work(folder: Folder, progress: Progress): Promise<void> {
    try {
      for (;;) {
        if (folders.get(folder.path) !== progress) return;
        const { overruling } = await session.settings.of(folder.uri);
        const changed = progress.changed.splice(0);
        const answer = await session.thread.ask('index', { folder: folder.path, overruling, changed });
        if (!answer.isDone || progress.changed.length > 0) continue;
        if (folders.get(folder.path) !== progress) return;
        progress.state = 'known';
        return whenKnown(folder, answer.root, answer.touched);
      }
    } catch (error) {
      progress.state = 'failed';
      if (!(error instanceof AnalysisFailure)) throw error;
      if (error.failure === 'failed') session.connection.console.warn(`${folder.path}: ${error.message}`);
    }
  }

  function start(folder: Folder, changed: readonly string[]): void {
    const progress: Progress = { state: 'running', changed: [...changed] };
    folders.set(folder.path, progress);
    void work(folder, progress);
  }

  return {
    ensure(folder) {
      if (!folders.has(folder.path)) start(folder, []);
    },
    changed(files) {
      for (const file of files) {
        const folder = session.folderOf(file);
        const progress = folder && folders.get(folder.path);
        if (!folder || !progress) continue;
        if (progress.state === 'running') progress.changed.push(file);
        else if (progress.state === 'known') start(folder, [file]);
      }
    },
    forget: () => folders.clear(),
  };
}
