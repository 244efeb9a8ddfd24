import { randomUUID } from 'node:crypto';
import { readFile, unlink, writeFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { Router } from 'express';
import multer from 'multer';
import { config } from '../config';

const PHOTOS = resolve(config.uploadFolder, 'photos');
const MANUALS = resolve(config.uploadFolder, 'manuals');
const MAX_BYTES = 5 * 1024 * 1024;
const SUPPLIER_HOSTS = new Set(['media.leaf-import.example', 'photos.potters-guild.example']);

const upload = multer({ storage: multer.memoryStorage(), limits: { fileSize: MAX_BYTES, files: 1 } });

export const uploads = Router();

function isWebp(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';
}

async function savePhoto(bytes: Buffer): Promise<string> {
  const name = `${randomUUID()}.webp`;
  await writeFile(join(PHOTOS, name), bytes, { flag: 'wx' });
  return name;
}

async function bytesOf(reply: Response): Promise<Buffer> {
  const length = Number(reply.headers.get('content-length') ?? Number.POSITIVE_INFINITY);
  if (!reply.ok || length > MAX_BYTES) throw new Error('no photo, or too large a one');
  return Buffer.from(await reply.arrayBuffer());
}

async function download(source: string): Promise<Buffer> {
  const reply = await fetch(source, { signal: AbortSignal.timeout(10_000) });
  return bytesOf(reply);
}

function readManual(name: string): Promise<Buffer> {
  const file = join(MANUALS, name);
  return readFile(file);
}

uploads.post('/photos', upload.single('photo'), async (req, res) => {
  if (req.file === undefined || !isWebp(req.file.buffer)) {
    res.status(415).json({ message: 'Please send a WebP photo.' });
    return;
  }
  res.status(201).json({ name: await savePhoto(req.file.buffer) });
});

uploads.post('/photos/from-web', async (req, res) => {
  const { address } = req.body;
  const bytes = await download(address);
  if (!isWebp(bytes)) {
    res.status(415).json({ message: 'There is no WebP photo at that address.' });
    return;
  }
  res.status(201).json({ name: await savePhoto(bytes) });
});

uploads.post('/photos/from-supplier', async (req, res) => {
  const { address } = req.body;
  const source = new URL(String(address), config.publicUrl);
  if (source.protocol !== 'https:' || !SUPPLIER_HOSTS.has(source.host)) {
    res.status(400).json({ message: 'That is none of our suppliers.' });
    return;
  }
  const reply = await fetch(source, { redirect: 'error', signal: AbortSignal.timeout(10_000) });
  const bytes = await bytesOf(reply);
  if (!isWebp(bytes)) {
    res.status(415).json({ message: 'The supplier sent no WebP photo.' });
    return;
  }
  res.status(201).json({ name: await savePhoto(bytes) });
});

uploads.get('/manuals', async (req, res) => {
  const { file = 'kettle.pdf' } = req.query;
  if (typeof file !== 'string') {
    res.sendStatus(400);
    return;
  }
  res.type('application/pdf').send(await readManual(file));
});

uploads.get('/photos/:name', async (req, res) => {
  const file = resolve(PHOTOS, req.params.name);
  if (!file.startsWith(PHOTOS + sep)) {
    res.sendStatus(404);
    return;
  }
  res.type('image/webp').send(await readFile(file));
});

uploads.delete('/photos/:name', async (req, res) => {
  const { name } = req.params;
  if (!/^[0-9a-f-]{36}\.webp$/.test(name)) {
    res.sendStatus(404);
    return;
  }
  await unlink(join(PHOTOS, name));
  res.sendStatus(204);
});
