import { type BeingSigned, listBeingSigned, listSignersOf } from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { listWork } from './work-list.ts'
import { WorkListQuery, type WorkListRow } from './work-list-query.ts'

type Waiting = WorkListRow & {
  /** Whose signature the law wants: `Chủ tịch hoặc Phó Chủ tịch, Ủy ban nhân dân phường Thuận Hóa`. */
  signer: string
  /** Who holds the number, while somebody signs. */
  signing: BeingSigned | null
}

export interface SigningQueue {
  /** What this leader may sign by law, soonest deadline first. */
  mine: Waiting[]
  /** What lies before the agency and others must sign. */
  others: Waiting[]
  /** How many wait in all; so many as are beyond `mine` and `others` were not looked at. */
  count: number
}

/** Of a longer queue only so many pages of the work list are looked at: the soonest. */
const mostPages = 8

/** Chờ ký: what was put before the agency, apart by whose signature the law wants. */
export async function listSigningQueue(work: Work, leader: Officer): Promise<SigningQueue> {
  const rows: WorkListRow[] = []
  let count = 0
  for (let page = 1; page <= mostPages; page += 1) {
    const found = await listWork(work, leader, WorkListQuery.parse({ tab: 'deciding', page }))
    count = found.counts.deciding
    rows.push(...found.rows)
    if (found.rows.length < found.pageSize || rows.length >= count) break
  }
  const ids = rows.map(({ id }) => id)
  const signers = await listSignersOf(work, leader, ids)
  const signing = await listBeingSigned(work, ids)
  const mine: Waiting[] = []
  const others: Waiting[] = []
  for (const row of rows) {
    const signer = signers.get(row.id)
    const waiting = { ...row, signer: signer?.who ?? '', signing: signing.get(row.id) ?? null }
    if (signer?.isMine) mine.push(waiting)
    else others.push(waiting)
  }
  return { mine, others, count }
}
