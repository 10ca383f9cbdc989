/** One computation for all watchers: reads the feed while anyone watches, and pushes what changed. */
import { computeSlow, computeWall, type SlowFigures, slowMs, type WallSnapshot } from '#server/modules/indicators/wall-snapshot.ts'
import { system } from '#server/platform/actor.ts'
import { type Cursor, feedEnd, readFeed } from '#server/platform/feed.ts'
import { log } from '#server/platform/log.ts'
import { perform } from '#server/platform/work.ts'

/** A line of “Đang diễn ra”: which agency did what with which service; nobody's name. */
export interface Happening {
  id: number
  name: string
  agencyId: string
  serviceCode: string
  at: string
}

export interface WallMessage {
  id: number
  snapshot: WallSnapshot
  happenings: Happening[]
}

type Watcher = (message: WallMessage) => void

const tickMs = 200
/** Without news the figures are computed anew this often: time alone makes a dossier overdue. */
const quietMs = 2_000
const mostHappenings = 12

const watchers = new Set<Watcher>()
let timer: NodeJS.Timeout | undefined
let cursor: Cursor | undefined
let slow: SlowFigures | undefined
let computedAt = 0
let pendingNews = 0
let happenings: Happening[] = []
let latest: WallMessage | undefined

/** Calls `watcher` with the newest figures at once and after every change, until the returned function is called. */
export function watchWall(watcher: Watcher): () => void {
  watchers.add(watcher)
  if (latest && Date.now() - computedAt < quietMs) watcher(latest)
  timer ??= setTimeout(tick, 0)
  return () => {
    watchers.delete(watcher)
  }
}

/** The figures as they are now, for one reader. */
export async function readWall(): Promise<WallSnapshot> {
  return perform(system, async (work) => computeWall(work, await freshSlow(work)))
}

async function tick(): Promise<void> {
  if (watchers.size === 0) {
    timer = undefined
    return
  }
  try {
    await advance()
  } catch (error) {
    log.error({ error: error instanceof Error ? error.stack : '' }, 'wall failed')
  }
  timer = setTimeout(tick, tickMs)
}

async function advance(): Promise<void> {
  const events = await perform(system, async (work) => {
    cursor ??= await feedEnd(work)
    return readFeed(work, cursor, 2000)
  })
  const last = events.at(-1)
  if (last) cursor = { tx: last.tx, id: last.id }
  const news = events.filter(({ name }) => name.startsWith('dossiers.') && name !== 'dossiers.opened')
  // The day sums follow the feed a moment later: one more look after the last news catches them.
  if (news.length > 0) pendingNews = 2
  if (pendingNews === 0 && Date.now() - computedAt < quietMs) return
  pendingNews = Math.max(0, pendingNews - 1)

  happenings = [
    ...news
      .slice(-mostHappenings)
      .reverse()
      .map(({ id, name, data, occurredAt }) => ({
        id,
        name,
        agencyId: String(data.agencyId),
        serviceCode: String(data.serviceCode),
        at: occurredAt.toISOString(),
      })),
    ...happenings,
  ].slice(0, mostHappenings)
  const snapshot = await readWall()
  computedAt = Date.now()
  latest = { id: cursor?.id ?? 0, snapshot, happenings }
  for (const watcher of watchers) watcher(latest)
}

async function freshSlow(work: Parameters<typeof computeSlow>[0]): Promise<SlowFigures> {
  if (!slow || work.now.getTime() - slow.at.getTime() > slowMs) slow = await computeSlow(work)
  return slow
}
