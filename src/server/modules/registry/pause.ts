/** Tạm ngừng kinh doanh: a household business that registered to pause, and that it goes on. */
import { anonymous } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { asProgram, perform, type Work } from '#server/platform/work.ts'
import { type LocalDay, localDay } from '#shared/dates.ts'
import {
  endPause,
  findPauseAt,
  insertPause,
  listPausesOfPapers,
  lockPause,
  type Pause,
  setResumed,
  undoResumed,
} from './queries/pauses.ts'

/** What a signed confirmation says of the business under this code. */
export interface Pausing {
  code: string
  number: string
  agencyId: string
  dossierId: string
  documentId: string
  /** From when to when; or from when it goes on, where it had paused until later. */
  days: { from: LocalDay; to: LocalDay } | { resumeOn: LocalDay }
}

const digits = (code: string): string => code.replace(/\D/g, '')

/** Notes a pause, or ends the one that stands; what the register does not know of ends nothing. Repeating changes nothing. */
export async function notePause(work: Work, { code, days, ...rest }: Pausing): Promise<void> {
  await asProgram({ tx: work.tx, actor: work.actor }, async () => {
    if ('from' in days) {
      const row = { ...rest, id: newId(work.now.getTime()), code: digits(code), notedAt: work.now }
      await insertPause(work.tx, { ...row, fromOn: days.from, toOn: days.to })
      return
    }
    const paused = await lockPause(work.tx, digits(code), days.resumeOn)
    if (paused) await setResumed(work.tx, paused.id, { resumedOn: days.resumeOn, resumedBy: rest.documentId })
  })
}

/** A confirmation was taken back: the pause it gave has ended, or the one it had ended goes on. */
export async function undoPause(work: Work, documentId: string): Promise<void> {
  await asProgram({ tx: work.tx, actor: work.actor }, async () => {
    await endPause(work.tx, documentId, work.now)
    await undoResumed(work.tx, documentId)
  })
}

/** The pause of this business that runs on that day, or comes after it. */
export function findPause(work: Work, code: string, on: LocalDay): Promise<Pause | undefined> {
  return asProgram({ tx: work.tx, actor: work.actor }, () => findPauseAt(work.tx, digits(code), on))
}

/** A pause as whoever holds a paper about the business may know it. */
export interface PaperPause {
  fromOn: LocalDay
  toOn: LocalDay
  resumedOn: LocalDay | null
}

/** Of an issued paper, by its check code: the pause it confirms, or that its business is in or comes to. For anyone who holds it. */
export async function pauseOfPaper(checkCode: string): Promise<PaperPause | undefined> {
  return perform(anonymous, async (work) => (await pausesOfPapers(work, [checkCode])).get(checkCode))
}

/** The same of several, by their check codes; those of no business that pauses are left out. */
export async function pausesOfPapers(
  work: Work,
  checkCodes: readonly string[],
): Promise<Map<string, PaperPause>> {
  if (checkCodes.length === 0) return new Map()
  const rows = await listPausesOfPapers(work.tx, checkCodes, localDay(work.now))
  return new Map(rows.map(({ checkCode, ...pause }) => [checkCode, pause]))
}
