/** Whether a backup is still what it was, before anything is made from it: each part is read where it lies. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartFailure } from '../start/start-failure.ts'
import { type KeptLog, segmentName } from './kept-log.ts'
import { type Backup, findDamage } from './manifest.ts'
import { readPosition } from './replication.ts'
import { type NamedFile, pathOfFile } from './stored-files.ts'

export async function checkParts(
  { name, folder, manifest }: Backup,
  keysFolder: string,
  others: readonly Backup[],
): Promise<void> {
  const damaged: string[] = []
  for (const part of manifest.parts) damaged.push((await findDamage(folder, part)) ?? '')
  for (const part of manifest.keys) damaged.push((await findDamage(keysFolder, part)) ?? '')
  const lines = damaged.filter(Boolean)
  if (lines.length === 0) return
  const earlier = others.filter((backup) => backup.name !== name).at(-1)
  if (earlier) lines.push(`Từ một bản khác: thêm --backup ${earlier.name}`)
  throw new StartFailure(`Bản sao lưu đã hỏng, không khôi phục từ đó:\n${lines.join('\n')}`)
}

/** What the backup refers to and does not itself hold: stored files, and the log after it. Each is read where it lies. */
export async function checkContent(
  { name, folder, manifest }: Backup,
  from: string,
  logDamage: readonly string[],
): Promise<void> {
  const lost = new Set(manifest.files.damaged)
  const files = readFileList(folder).filter(({ sha256 }) => !lost.has(sha256))
  const damaged: string[] = [...logDamage]
  const waiting = files.values()
  const work = async () => {
    for (const { sha256, size } of waiting) {
      const path = pathOfFile('files', sha256)
      const damage = await findDamage(from, { path, size, sha256 })
      if (damage) damaged.push(damage)
    }
  }
  await Promise.all([work(), work(), work(), work()])
  if (damaged.length === 0) return
  const more = damaged.length > 10 ? `\n… và ${damaged.length - 10} tệp nữa` : ''
  throw new StartFailure(
    `Bản sao lưu ${name} thiếu hoặc hỏng:\n${damaged.slice(0, 10).join('\n')}${more}\n` +
      'Lấy lại chúng từ bản sao khác của nơi sao lưu, hoặc khôi phục không có chúng: thêm --incomplete',
  )
}

/** PostgreSQL takes damaged log for the end of it. */
export function requireWholeLog({ lastWhole, size }: KeptLog, end: string | undefined): void {
  if (end === undefined || lastWhole === undefined || readPosition(end) / size >= lastWhole) return
  throw new StartFailure(
    `Nhật ký ghi trước hỏng ở đoạn ${segmentName(1, readPosition(end), size).slice(8)} hoặc ngay sau đó: các đoạn sau không dùng được.\n` +
      'Lấy lại đoạn ấy từ bản sao khác của nơi sao lưu rồi chạy lại, hoặc khôi phục đến đó: thêm --incomplete',
  )
}

/** The stored files the backup's database names. */
function readFileList(folder: string): NamedFile[] {
  return readFileSync(join(folder, 'files.txt'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => ({ sha256: line.slice(0, 64), size: Number(line.slice(65)) }))
}
