/**
 * How much of what costs much one person may ask of this room in a time. Normal work never meets it: a clerk with two hundred
 * letters a day, a writer whose page is drawn after every change.
 */
import type { Officer } from '#server/platform/actor.ts'
import { type Budget, takeBudget } from '#server/platform/budget.ts'
import { createTurns } from '#server/platform/jobs/turns.ts'
import type { Work } from '#server/platform/work.ts'
import { comparedTooOften, drawnTooOften, papersSpent, readingsSpent } from './refusals.ts'

const readings: Budget = { kind: 'readings', capacity: 400, perHour: 200, refuse: readingsSpent }
const papers: Budget = { kind: 'papers', capacity: 200, perHour: 200, refuse: papersSpent }
/** Bytes packed, and lines of a register set, that count as one paper more. */
const bytesOfOne = 100e6
const linesOfOne = 500

/** Counts a file that is about to be read: a scan recognised, a Word file taken over, a layout judged. Refuses with the seconds to wait. */
export async function countReading(work: Work, officer: Officer): Promise<void> {
  await takeBudget(work, officer.id, readings)
}

/** The same of a paper that is about to be made whole: a register of so many lines, a Word file, a package of so many bytes. */
export async function countPaper(work: Work, officer: Officer, { bytes = 0, lines = 0 } = {}): Promise<void> {
  await takeBudget(work, officer.id, papers, 1 + bytes / bytesOfOne + lines / linesOfOne)
}

/** Pages are kept nowhere, so that their turns may be forgotten: each web process counts for itself. */
const drawings = createTurns({ capacity: 120, perSecond: 2, refuse: drawnTooOften })
const pagesOfOne = 20

/** Takes a turn to have the pages beside a text drawn; refuses with the seconds to wait. */
export function takeDrawing(officer: Officer): void {
  drawings.take(officer.id)
}

/** What a long text costs beyond its turn. */
export function spendDrawing(officer: Officer, pages: number): void {
  drawings.spend(officer.id, Math.floor(pages / pagesOfOne))
}

/** Two texts are compared in this process, a long pair for a second or two: others wait for one of those, no more. */
const comparings = createTurns({ capacity: 300, perSecond: 3, refuse: comparedTooOften })
const blocksOfOne = 50

/** Takes as many turns as comparing texts of so many blocks costs; refuses with the seconds to wait. */
export function takeComparing(officer: Officer, blocks: number): void {
  comparings.take(officer.id, 1 + Math.floor(blocks / blocksOfOne))
}
