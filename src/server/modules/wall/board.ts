/** A board shows the figures in its own way. There may be any number of them over the one computation. */
import { type FiguresNow, readFigures, watchFigures } from './figures-now.ts'

/** A line of “Đang diễn ra”: which agency did what with which service; nobody's name. */
export interface Happening {
  id: number
  name: string
  agency: string
  service: string
  at: string
}

export interface BoardMessage<Snapshot> {
  id: number
  snapshot: Snapshot
  happenings: Happening[]
  /** Milliseconds from the oldest news in it to its sending; null without news: nothing was late. */
  lagMs: number | null
}

/** Receives the message and its JSON, written once for all watchers of the board. */
type Watcher<Snapshot> = (message: BoardMessage<Snapshot>, json: string) => void

export interface Board<Snapshot> {
  /** Calls `watcher` with the newest figures at once and after every change, until the returned function is called. */
  watch(watcher: Watcher<Snapshot>): () => void
  /** As it stands now, for one reader. */
  read(): Promise<BoardMessage<Snapshot>>
}

/** A board that shows of the figures what `show` makes of them. Nobody computes for it while nobody watches. */
export function createBoard<Snapshot>(show: (figures: FiguresNow) => Snapshot): Board<Snapshot> {
  let last: { of: FiguresNow; message: BoardMessage<Snapshot>; json: string } | undefined
  const messageOf = (figures: FiguresNow) => {
    if (last?.of === figures) return last
    const message = describe(figures, show(figures))
    last = { of: figures, message, json: JSON.stringify(message) }
    return last
  }
  return {
    watch: (watcher) =>
      watchFigures((figures) => {
        const { message, json } = messageOf(figures)
        watcher(message, json)
      }),
    read: async () => messageOf(await readFigures()).message,
  }
}

function describe<Snapshot>(
  { id, told, newsSince, settled: { names } }: FiguresNow,
  snapshot: Snapshot,
): BoardMessage<Snapshot> {
  return {
    id,
    snapshot,
    happenings: told.map(({ id, name, agencyId, serviceCode, at }) => ({
      id,
      name,
      agency: names.agency(agencyId),
      service: names.service(serviceCode),
      at: at.toISOString(),
    })),
    lagMs: newsSince && Math.max(0, Date.now() - newsSince.getTime()),
  }
}
