/** One computation for all watchers: reads the feed while anyone watches, and pushes what changed. */
import { dossierNews } from '#server/modules/dossiers/index.ts'
import { computeSlow, type SlowFigures, slowMs } from '#server/modules/indicators/slow-figures.ts'
import { computeWall, type WallSnapshot } from '#server/modules/indicators/wall-snapshot.ts'
import { system } from '#server/platform/actor.ts'
import { type Cursor, feedEnd, newestEventId, readFeed, readFeedBefore } from '#server/platform/log/feed.ts'
import { on, takeFacts } from '#server/platform/log/on.ts'
import { log } from '#server/platform/log.ts'
import { perform, type Work } from '#server/platform/work.ts'

/** A line of “Đang diễn ra”: which agency did what with which service; nobody's name. */
export interface Happening {
  id: number
  name: string
  agency: string
  service: string
  at: string
}

export interface WallMessage {
  id: number
  snapshot: WallSnapshot
  happenings: Happening[]
  /** Milliseconds from the oldest news in it to its sending; null without news: nothing was late. */
  lagMs: number | null
}

/** What happened, before agency and service have names. */
interface Told {
  id: number
  name: string
  agencyId: string
  serviceCode: string
  at: Date
}

const told = on(
  dossierNews,
  ({ id, type, data, occurredAt }): Told => ({
    id,
    name: type.eventName,
    agencyId: data.agencyId,
    serviceCode: data.serviceCode,
    at: occurredAt,
  }),
)

/** Receives the message and its JSON, written once for all watchers. */
type Watcher = (message: WallMessage, json: string) => void

const tickMs = 150
/** Without news the figures are computed anew this often: time alone makes a dossier overdue. */
const quietMs = 2_000
const longestSlowMs = 30_000
const mostHappenings = 12

const watchers = new Set<Watcher>()
let isTicking = false
let cursor: Cursor | undefined
let newestId = 0
let computedAt = 0
let slow: SlowFigures | undefined
let isRefreshing = false
let recent: Told[] = []
let latest: { message: WallMessage; json: string } | undefined

/** Calls `watcher` with the newest figures at once and after every change, until the returned function is called. */
export function watchWall(watcher: Watcher): () => void {
  watchers.add(watcher)
  if (latest && Date.now() - computedAt < 2 * quietMs) watcher(latest.message, latest.json)
  if (!isTicking) {
    isTicking = true
    // What happened while nobody watched came late to nobody.
    cursor = undefined
    setTimeout(tick, 0)
  }
  return () => {
    watchers.delete(watcher)
  }
}

/** The figures as they are now, for one reader. */
export async function readWall(): Promise<WallMessage> {
  if (latest && Date.now() - computedAt < tickMs) return latest.message
  return perform(system, async (work) => {
    const events = recent.length > 0 && watchers.size > 0 ? recent : await readRecent(work)
    return messageOf(work, events, null)
  })
}

async function tick(): Promise<void> {
  if (watchers.size === 0) {
    isTicking = false
    return
  }
  try {
    await advance()
  } catch (error) {
    log.error({ error: error instanceof Error ? error.stack : '' }, 'wall failed')
  }
  setTimeout(tick, tickMs)
}

async function advance(): Promise<void> {
  const message = await perform(system, async (work) => {
    // The feed waits for transactions still open, so that it misses none; the figures need not wait.
    const newest = await newestEventId(work)
    if (newest === newestId && Date.now() - computedAt < quietMs) return undefined
    newestId = newest
    const news = await readNews(work)
    recent = [...news, ...recent].slice(0, mostHappenings)
    return messageOf(work, recent, news.at(-1)?.at ?? null)
  })
  if (!message) return
  computedAt = Date.now()
  latest = { message, json: JSON.stringify(message) }
  for (const watcher of watchers) watcher(latest.message, latest.json)
}

/** What happened to dossiers since the last look, newest first. */
async function readNews(work: Work): Promise<Told[]> {
  if (!cursor) {
    cursor = await feedEnd(work)
    recent = await readRecent(work)
    return []
  }
  const events = await readFeed(work, cursor, 2000)
  const last = events.at(-1)
  if (last) cursor = { tx: last.tx, id: last.id }
  return takeFacts(events, [told]).reverse()
}

async function readRecent(work: Work): Promise<Told[]> {
  return takeFacts(await readFeedBefore(work, 200), [told]).slice(0, mostHappenings)
}

/** Beside the messages, so that none of them waits for it. */
async function refreshSlow(): Promise<void> {
  if (isRefreshing) return
  isRefreshing = true
  try {
    slow = await perform(system, (work) => computeSlow(work, slow))
  } catch (error) {
    log.error({ error: error instanceof Error ? error.stack : '' }, 'slow figures failed')
  }
  isRefreshing = false
}

async function messageOf(work: Work, events: readonly Told[], newsSince: Date | null): Promise<WallMessage> {
  const age = slow ? Math.abs(work.now.getTime() - slow.at.getTime()) : Number.POSITIVE_INFINITY
  // After a rest nobody watched, so nobody waits long; while somebody watches it never gets that old.
  const known = slow && age < longestSlowMs ? slow : await computeSlow(work, slow)
  if (known !== slow) slow = known
  else if (age > slowMs) void refreshSlow()
  const { names } = known
  const snapshot = await computeWall(work, known)
  return {
    id: newestId,
    snapshot,
    happenings: events.map(({ id, name, agencyId, serviceCode, at }) => ({
      id,
      name,
      agency: names.agency(agencyId),
      service: names.service(serviceCode),
      at: at.toISOString(),
    })),
    lagMs: newsSince && Math.max(0, Date.now() - newsSince.getTime()),
  }
}
