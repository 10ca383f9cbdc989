/** The whole PostgreSQL cluster as it is now, by the replication protocol, packed into one file. */
import { createWriteStream } from 'node:fs'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress } from 'node:zlib'
import { describeDamage } from '../postgres/damaged-page.ts'
import { StartFailure } from '../start/start-failure.ts'
import { countBytes } from './copy-files.ts'
import type { Part } from './manifest.ts'
import { identifySystem, openReplication, takeBaseBackup } from './replication.ts'

export async function copyDatabase(
  replicationUrl: string,
  migratorUrl: string,
  path: string,
  report: (progress: string) => void,
): Promise<{ systemId: string; timeline: number; start: bigint; end: bigint; part: Part }> {
  const client = await openReplication(replicationUrl)
  const notices: string[] = []
  const raw = new PassThrough()
  try {
    const { systemId } = await identifySystem(client)
    const tap = countBytes()
    const compressed = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } })
    let bytes = 0
    raw.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes % 0x4000000 < chunk.length) report(`cơ sở dữ liệu: ${Math.round(bytes / 1e6)} MB`)
    })
    const written = pipeline(
      raw,
      compressed,
      tap.stream,
      createWriteStream(path, { mode: 0o600, flush: true }),
    )
    written.catch(() => {})
    const base = await takeBaseBackup(client, raw, (notice) => notices.push(notice))
    raw.end()
    await written
    return { systemId, ...base, part: { path: 'database.tar.zst', ...tap.result() } }
  } catch (error) {
    raw.destroy()
    const wrong = notices.find((notice) => notice.includes('checksum verification failed'))
    const damage = wrong && (await describeDamage(migratorUrl, { message: wrong }))
    throw damage ? new StartFailure(`${damage}. Bản sao lưu này không hoàn thành.`) : error
  } finally {
    await client.end().catch(() => {})
  }
}
