/** The queue of a leader: documents put before the agency for signing, soonest deadline first; of a long one its beginning. */
import { listServices } from '#server/modules/catalogue/index.ts'
import { type BeingSigned, listBeingSigned, listRevocations } from '#server/modules/documents/index.ts'
import { listCodes, listWork, WorkListQuery } from '#server/modules/dossiers/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { presentClock } from '../mot-cua/present-clock.server.ts'

/** The same queue as the work list shows it, all of it, page by page; not only what one is named for. */
const restHref = '/mot-cua?tab=deciding&mine=false'

export async function listWaiting(work: Work, leader: Officer) {
  const { rows, counts } = await listWork(work, leader, WorkListQuery.parse({ tab: 'deciding' }))
  const names = new Map((await listServices(work)).map(({ code, result }) => [code, result.title]))
  const signing = await listBeingSigned(
    work,
    rows.map(({ id }) => id),
  )
  return {
    revocations: await presentRevocations(work, leader),
    count: counts.deciding,
    /** Those that stand in the work list only, after the ones named here. */
    rest: { count: counts.deciding - rows.length, href: restHref },
    rows: rows.map((row) => ({
      code: row.code,
      title: names.get(row.serviceCode) ?? row.serviceCode,
      name: row.applicantName,
      clock: presentClock(row, work.now),
      ...presentSigning(signing.get(row.id)),
    })),
  }
}

/** Signed papers that somebody asks to have taken back. */
async function presentRevocations(work: Work, leader: Officer) {
  const asked = await listRevocations(work, leader)
  const codes = await listCodes(
    work,
    leader,
    asked.flatMap(({ dossierId }) => dossierId ?? []),
  )
  const words = m.documents.revoke
  return asked.flatMap(({ dossierId, title, symbol, askedAt, isMine }) => {
    const code = codes.get(dossierId ?? '')
    if (!code) return []
    const state = isMine ? words.mine : words.inQueue(formatDateTime(askedAt))
    return [{ href: `/mot-cua/${code}#ket-qua`, title: m.dossiers.case.resultNumber(title, symbol), state }]
  })
}

/** How far its signing is, and whether anything is left for this leader to do. */
function presentSigning(signing: BeingSigned | undefined): { signing: string; isMyTurn: boolean } {
  if (!signing) return { signing: '', isMyTurn: true }
  const { symbol, signerName, isMine, isConfirmed } = signing
  const words = m.documents.sign.inQueue
  return {
    signing: isConfirmed
      ? words.confirmed(symbol)
      : isMine
        ? words.mine(symbol)
        : words.another(symbol, signerName),
    isMyTurn: isMine && !isConfirmed,
  }
}
