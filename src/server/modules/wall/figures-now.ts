/** The figures as they are now, computed once for every board: while anyone watches, anew after each change. */
import { listOpenOrders, type OpenOrder } from '#server/modules/directives/index.ts'
import { dossierNews } from '#server/modules/dossiers/index.ts'
import {
  computeSlow,
  readStockNow,
  type SlowFigures,
  type StockNow,
  slowMs,
} from '#server/modules/indicators/index.ts'
import { system } from '#server/platform/actor.ts'
import { type Cursor, feedEnd, newestEventId, readFeed, readFeedBefore } from '#server/platform/log/feed.ts'
import { whileWatched } from '#server/platform/log/live/while-watched.ts'
import { on, takeFacts } from '#server/platform/log/on.ts'
import { log, stackOf } from '#server/platform/log.ts'
import { perform, type Work } from '#server/platform/work.ts'

/** What settles within seconds: rates, names, orders under way. */
export interface Settled extends SlowFigures {
  orders: OpenOrder[]
}

/** What happened to a dossier: at which agency, with which service; nobody's name. */
export interface Told {
  id: number
  name: string
  agencyId: string
  serviceCode: string
  at: Date
}

export interface FiguresNow {
  /** The newest fact there was. */
  id: number
  now: Date
  stock: StockNow
  settled: Settled
  /** The newest facts, newest first. */
  told: readonly Told[]
  /** When the oldest news in it happened; null without news. */
  newsSince: Date | null
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

type Watcher = (figures: FiguresNow) => void

const tickMs = 150
/** Without news the figures are computed anew this often: time alone makes a dossier overdue. */
const quietMs = 2_000
const longestSettledMs = 30_000
const mostTold = 12

let cursor: Cursor | undefined
let newestId = 0
let computedAt = 0
let settled: Settled | undefined
let isRefreshing = false
let recent: Told[] = []
let latest: FiguresNow | undefined

const figures = whileWatched<Watcher>({
  name: 'figures',
  restMs: tickMs,
  begin() {
    // What happened while nobody watched came late to nobody.
    cursor = undefined
  },
  async look(watchers) {
    const computed = await perform(system, async (work) => {
      // The feed waits for transactions still open, so that it misses none; the figures need not wait.
      const newest = await newestEventId(work)
      if (newest === newestId && Date.now() - computedAt < quietMs) return undefined
      newestId = newest
      const news = await readNews(work)
      recent = [...news, ...recent].slice(0, mostTold)
      return computeFigures(work, recent, news.at(-1)?.at ?? null)
    })
    if (!computed) return
    computedAt = Date.now()
    latest = computed
    for (const watcher of watchers) watcher(computed)
  },
})

/** Calls `watcher` with the newest figures at once and after every change, until the returned function is called. */
export function watchFigures(watcher: Watcher): () => void {
  if (latest && Date.now() - computedAt < 2 * quietMs) watcher(latest)
  return figures.watch(watcher)
}

/** The figures as they are now, for one reader. */
export async function readFigures(): Promise<FiguresNow> {
  if (latest && Date.now() - computedAt < tickMs) return latest
  return perform(system, async (work) => {
    const known = recent.length > 0 && figures.isWatched() ? recent : await readRecent(work)
    return computeFigures(work, known, null)
  })
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
  return takeFacts(await readFeedBefore(work, 200), [told]).slice(0, mostTold)
}

/** Reads anew what settles within seconds. */
export async function settle(work: Work, before?: Settled): Promise<Settled> {
  return { ...(await computeSlow(work, before)), orders: await listOpenOrders(work) }
}

/** Beside the figures, so that none of them waits for it. */
async function refreshSettled(): Promise<void> {
  if (isRefreshing) return
  isRefreshing = true
  try {
    settled = await perform(system, (work) => settle(work, settled))
  } catch (error) {
    log.error({ error: stackOf(error) }, 'slow figures failed')
  }
  isRefreshing = false
}

async function computeFigures(
  work: Work,
  known: readonly Told[],
  newsSince: Date | null,
): Promise<FiguresNow> {
  const age = settled ? Math.abs(work.now.getTime() - settled.at.getTime()) : Number.POSITIVE_INFINITY
  // After a rest nobody watched, so nobody waits long; while somebody watches it never gets that old.
  const usable = settled && age < longestSettledMs ? settled : await settle(work, settled)
  if (usable !== settled) settled = usable
  else if (age > slowMs) void refreshSettled()
  const stock = await readStockNow(work)
  return { id: newestId, now: work.now, stock, settled: usable, told: known, newsSince }
}
