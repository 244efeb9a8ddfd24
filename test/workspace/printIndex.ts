/** Prints the files of the current folder's index with their texts: what a hook would see. */
import { indexSnapshot } from '../../workspace/gitSnapshot.ts';

const index = await indexSnapshot(process.cwd());
const files: Record<string, string> = {};
for (const { name } of await index.entries('')) {
  const read = await index.read(name);
  files[name] = read.status === 'text' ? read.text : read.status;
}
await index.close();
process.stdout.write(JSON.stringify(files));
