/** Keeps the write-ahead log beside the backups as it is written, so that any second can be restored. */
import { closeSync, constants, fsyncSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import type pg from 'pg'
import { StartFailure } from '../start/start-failure.ts'
import { makePrivate } from './copy-folder.ts'
import { nextWanted, segmentName } from './kept-log.ts'
import {
  createSlot,
  identifySystem,
  openReplication,
  readPosition,
  readTimelineHistory,
  streamLog,
} from './replication.ts'

const flushMs = 1_000

export interface LogFollower {
  /** Everything before this position is on our disk. */
  position(): bigint
  /** Fails when the stream breaks. */
  ended: Promise<void>
  stop(): Promise<void>
}

export interface FollowOptions {
  replicationUrl: string
  /** An ordinary connection to the same server. */
  client: pg.Client
  /** Holds the log of all clusters, each in a folder named by its system identifier. */
  folder: string
  /** Keeps the log on the server while nobody follows; one for each place. */
  slot: string
}

/**
 * Begins to follow. `isGap` tells that log is missing between what lies here and now: then only a new backup can be
 * restored to later seconds.
 */
export async function followLog({
  replicationUrl,
  client,
  folder,
  slot,
}: FollowOptions): Promise<{ follower: LogFollower; isGap: boolean }> {
  const wire = await openReplication(replicationUrl)
  try {
    const { systemId, timeline } = await identifySystem(wire)
    const size = await segmentSize(client)
    const home = join(folder, systemId)
    makePrivate(home)
    const kept = await keptFrom(client, wire, slot)
    const next = nextWanted(home, timeline, size)
    // The server keeps whole segments, so from the beginning of the one it has to keep.
    const available = (kept / size) * size
    const isGap = next === undefined || next < available
    const from = isGap ? available : next
    if (timeline > 1) {
      const { name, content } = await readTimelineHistory(wire, timeline)
      writeFileSync(join(home, name), content, { mode: 0o600, flush: true })
    }
    return { follower: receive(wire, { home, slot, from, timeline, size }), isGap }
  } catch (error) {
    await wire.end().catch(() => {})
    throw error
  }
}

function receive(
  wire: pg.Client,
  {
    home,
    slot,
    from,
    timeline,
    size,
  }: { home: string; slot: string; from: bigint; timeline: number; size: bigint },
): LogFollower {
  let file: { handle: number; path: string; end: bigint } | undefined
  let written = from
  let flushed = from

  const take = (position: bigint, bytes: Buffer): void => {
    if (position !== written) throw new Error('the write-ahead log came out of order')
    for (let at = 0; at < bytes.length; ) {
      file ??= open(written)
      // A disk that is nearly full takes less than it is given, and only then says so.
      const length = writeSync(
        file.handle,
        bytes,
        at,
        Math.min(bytes.length - at, Number(file.end - written)),
      )
      at += length
      written += BigInt(length)
      if (written === file.end) finish(file)
    }
  }
  const open = (position: bigint) => {
    const path = join(home, segmentName(timeline, position, size))
    // Sent again from its beginning, and the same: what lies there already stays until then.
    const flags = constants.O_RDWR | constants.O_CREAT
    return { handle: openSync(`${path}.partial`, flags, 0o600), path, end: (position / size + 1n) * size }
  }
  const finish = ({ handle, path }: { handle: number; path: string }) => {
    fsyncSync(handle)
    closeSync(handle)
    renameSync(`${path}.partial`, path)
    file = undefined
  }

  const stream = streamLog(wire, { slot, from, timeline }, take)
  const flush = () => {
    if (file) fsyncSync(file.handle)
    flushed = written
    stream.confirm(flushed)
  }
  const flushing = setInterval(() => {
    try {
      if (written !== flushed) flush()
    } catch (error) {
      stream.fail(error as Error)
    }
  }, flushMs)
  const ended = stream.ended.finally(() => {
    clearInterval(flushing)
    if (file) closeSync(file.handle)
    file = undefined
  })
  ended.catch(() => {})
  return {
    position: () => flushed,
    ended,
    async stop() {
      try {
        flush()
        // The server should hear how far we are before we hang up.
        await rest(50)
      } catch {
        // Not on the disk, and therefore not confirmed: it is sent again.
      }
      stream.stop()
      await ended.catch(() => {})
    },
  }
}

async function segmentSize(client: pg.Client): Promise<bigint> {
  const { rows } = await client.query(
    `select setting::bigint::text as size from pg_settings where name = 'wal_segment_size'`,
  )
  return BigInt(rows[0].size)
}

/** From where on the server still has the log for us; a slot that lost its log is made anew. */
async function keptFrom(client: pg.Client, wire: pg.Client, slot: string): Promise<bigint> {
  for (let attempt = 0; attempt < 2; attempt++) {
    await createSlot(wire, slot)
    const { rows } = await client.query<{ from: string | null; status: string; active: boolean }>(
      `select restart_lsn::text as "from", wal_status as status, active from pg_replication_slots where slot_name = $1`,
      [slot],
    )
    const [found] = rows
    if (found?.active) {
      throw new StartFailure('Nhật ký ghi trước của nơi sao lưu này đang được một lần chạy khác theo dõi.')
    }
    if (found?.from && found.status !== 'lost') return readPosition(found.from)
    await wire.query(`DROP_REPLICATION_SLOT ${slot}`)
  }
  throw new Error(`the replication slot ${slot} cannot be made`)
}
