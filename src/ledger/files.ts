/** Backup files on the disk: read, checked and written, with every refusal as one line. */
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { backupText, MAX_BACKUP_BYTES, type Backup } from '#core/backup.ts';
import type { Reading } from '#core/backup-read.ts';
import { finding, sentenceOf } from '#core/finding.ts';
import { readBackup } from '#files/backup-read.ts';
import { sealBytes } from '#files/backup-seal.ts';
import { failed, isFailed, type Failed, type Outcome } from './outcome.ts';

const reasons: { readonly [code: string]: string } = {
  ENOENT: '没有这个文件，请核对路径',
  EISDIR: '这是文件夹，请给出文件',
  EACCES: '没有权限，请检查文件的权限',
  EPERM: '没有权限，请检查文件的权限',
  ENOSPC: '磁盘满了，请清出空间',
  ENOTDIR: '路径不对，请核对',
  EEXIST: '这里有同名的文件，请换一个文件夹',
  ENAMETOOLONG: '名字太长，请换短的',
};

/** Where a file is written, what is missing is its folder. */
const whenWriting = { ...reasons, ENOENT: '没有这个文件夹，请先建好，或换一个' };

/** Runs file access; whatever the system refuses becomes a line. */
function onDisk<T>(file: string, access: () => T, words = reasons): T | Failed {
  try {
    return access();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return failed(file, words[code] ?? `系统不让读写（${code === '' ? String(error) : code}），请检查这个文件`);
  }
}

/** A file's bytes, unless it is larger than any that is read here. */
export function bytesOf(file: string): Uint8Array | Failed {
  const size = onDisk(file, () => statSync(file));
  if (isFailed(size)) return size;
  // Before any of it is read: a file of many gigabytes would take the memory first.
  if (size.size >= MAX_BACKUP_BYTES) return failed(file, sentenceOf(finding('tooLarge')));
  return onDisk(file, () => new Uint8Array(readFileSync(file)));
}

/** The passphrase is the file's text without the line end that editors add. */
export function passphraseIn(file: string | undefined): string | undefined | Failed {
  if (file === undefined) return undefined;
  const text = onDisk(file, () => readFileSync(file, 'utf8'));
  if (typeof text !== 'string') return text;
  const passphrase = text.replace(/\r?\n$/, '');
  return passphrase === '' ? failed(file, '口令文件是空的，请写入口令') : passphrase;
}

/** A backup as read, sound or not. */
export async function readingOf(file: string, passphrase: string | undefined): Promise<Reading | Failed> {
  const bytes = bytesOf(file);
  if (isFailed(bytes)) return bytes;
  return readBackup(bytes, passphrase === undefined ? {} : { passphrase });
}

export const lockedLine = (hint: string): string =>
  `文件加了密${hint === '' ? '' : `（口令提示：${hint}）`}，请用 --passphrase-file 给出写着口令的文件`;

/** A backup that must be sound. */
export async function backupIn(file: string, passphrase: string | undefined): Promise<Backup | Failed> {
  const reading = await readingOf(file, passphrase);
  if (isFailed(reading)) return reading;
  if (reading.state === 'read') return reading.backup;
  if (reading.state === 'locked') return failed(file, lockedLine(reading.hint));
  return failed(file, sentenceOf(reading.findings[0]));
}

/** Writes a file. What stood there before is replaced whole or not at all. */
export function writeFile(file: string, content: Uint8Array | string): Outcome {
  const half = `${file}.${process.pid}.part`;
  const written = onDisk(
    file,
    () => {
      writeFileSync(half, content);
      renameSync(half, file);
      return null;
    },
    whenWriting,
  );
  if (written !== null) rmSync(half, { force: true });
  return written;
}

/** Writes a backup, encrypted when there is a passphrase. */
export async function writeBackup(file: string, backup: Backup, passphrase: string | undefined): Promise<Outcome> {
  const plain = new TextEncoder().encode(backupText(backup));
  return writeFile(file, passphrase === undefined ? plain : (await sealBytes(plain, { passphrase })).join(''));
}

/** The folder into which files are written, made where there is none. */
export function makeFolder(folder: string): Failed | null {
  return onDisk(folder, () => {
    mkdirSync(folder, { recursive: true });
    return null;
  });
}

export const writeInto = (folder: string, name: string, bytes: Uint8Array): Outcome =>
  writeFile(join(folder, name), bytes);
