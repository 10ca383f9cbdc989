/** The queue of a leader: what the law lets them sign, soonest deadline first, of a long one its beginning; and what others must sign. */
import { listServices } from '#server/modules/catalogue/index.ts'
import {
  type BeingSigned,
  listDraftsToSign,
  listReplacements,
  listRevocations,
} from '#server/modules/documents/index.ts'
import { listCodes, listRefusals, listSigningQueue } from '#server/modules/dossiers/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { presentClock } from '../mot-cua/present-clock.server.ts'
import { stateWords } from '../van-ban/present-row.server.ts'

/** What waits to be signed, as the work list shows it, page by page; not only what one is named for. */
const restHref = '/mot-cua?tab=deciding&mine=false'

/** So many are named on the page. */
const named = 25

export async function listWaiting(work: Work, leader: Officer) {
  const { mine, others, count } = await listSigningQueue(work, leader)
  const titles = new Map((await listServices(work)).map(({ code, result }) => [code, result.title]))
  const present = (row: (typeof mine)[number]) => ({
    code: row.code,
    title: titles.get(row.serviceCode) ?? row.serviceCode,
    name: row.applicantName,
    clock: presentClock(row, work.now),
    signer: row.signer,
    ...presentSigning(row.signing),
  })
  const notLookedAt = count - mine.length - others.length
  return {
    drafts: await presentDrafts(work, leader),
    corrections: await presentCorrections(work, leader),
    revocations: await presentRevocations(work, leader),
    refusals: await presentRefusals(work, leader),
    count: mine.length + notLookedAt,
    /** Those that stand in the work list only, after the ones named here. */
    rest: { count: Math.max(mine.length - named, 0) + notLookedAt, href: restHref },
    rows: mine.slice(0, named).map(present),
    others: others.slice(0, named).map(present),
    othersCount: others.length,
  }
}

interface Asked {
  href: string
  title: string
  state: string
}

/** Drafts of the leader's agencies that were approved and wait for this signature. */
async function presentDrafts(work: Work, leader: Officer): Promise<Asked[]> {
  const drafts = await listDraftsToSign(work, leader)
  return drafts.slice(0, named).map((row) => ({
    href: `/ky-so/van-ban?chon=${row.id}`,
    title: row.subject,
    state: stateWords(row),
  }))
}

/** Signed papers for which another waits to be signed. */
async function presentCorrections(work: Work, leader: Officer): Promise<Asked[]> {
  const waiting = await listReplacements(work, leader)
  const codes = await codesOf(work, leader, waiting)
  const words = m.dossiers.correction
  return waiting.flatMap(({ dossierId, title, askedAt, isMine, maySign, who }) => {
    const code = codes.get(dossierId ?? '')
    if (!code) return []
    const state = isMine
      ? words.inQueueMine
      : maySign
        ? words.inQueue(formatDateTime(askedAt))
        : words.inQueueOthers(who)
    return [{ href: `/mot-cua/${code}/dinh-chinh`, title, state }]
  })
}

/** Signed papers that somebody asks to have taken back. */
async function presentRevocations(work: Work, leader: Officer): Promise<Asked[]> {
  const asked = await listRevocations(work, leader)
  const codes = await codesOf(work, leader, asked)
  const words = m.documents.revoke
  return asked.flatMap(({ documentId, dossierId, title, symbol, askedAt, isMine }) => {
    const code = codes.get(dossierId ?? '')
    const state = isMine ? words.mine : words.inQueue(formatDateTime(askedAt))
    const named = { title: m.dossiers.case.resultNumber(title, symbol), state }
    if (dossierId === null) return [{ href: `/van-ban/${documentId}`, ...named }]
    return code ? [{ href: `/mot-cua/${code}#ket-qua`, ...named }] : []
  })
}

/** Refusals to take a dossier on that somebody at the counter asked for. */
async function presentRefusals(work: Work, leader: Officer): Promise<Asked[]> {
  const asked = await listRefusals(work, leader)
  if (asked.length === 0) return []
  const names = new Map((await listServices(work)).map(({ code, plainName }) => [code, plainName]))
  return asked.map(({ code, serviceCode, acceptBy, who, isMine }) => ({
    href: `/mot-cua/${code}/tu-choi`,
    title: `${names.get(serviceCode) ?? serviceCode}, ${code}`,
    state: isMine
      ? m.dossiers.handle.refusal.inQueueMine(formatDateTime(acceptBy))
      : m.documents.sign.needs(who),
  }))
}

function codesOf(work: Work, leader: Officer, asked: readonly { dossierId: string | null }[]) {
  return listCodes(
    work,
    leader,
    asked.flatMap(({ dossierId }) => dossierId ?? []),
  )
}

/** How far its signing is, and whether anything is left for this leader to do. */
function presentSigning(signing: BeingSigned | null): { signing: string; isMyTurn: boolean } {
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
