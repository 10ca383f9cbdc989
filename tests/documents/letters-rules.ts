/** What must hold of a letter that came, and of a work file, said once more and otherwise than the database says it. */
import { findAssignment } from '#server/modules/documents/assign/assignment-queries.ts'
import { system } from '#server/platform/actor.ts'
import { findFile } from '#server/platform/files/index.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { findEntry, findFiles, listActs, listEntered, listHoldsOf, listListsOf } from './walk-queries.ts'

interface Given {
  leadAgency?: string
  leadAccount?: string | null
  dueAt?: string | null
  until?: string
  by?: string
}

/** Who has it, from nothing but what was done. */
function foldLetter(acts: Awaited<ReturnType<typeof listActs>>) {
  const folded = {
    state: 'waiting',
    leadAgencyId: null as string | null,
    leadAccountId: null as string | null,
    due: null as string | null,
    askedUntil: null as string | null,
    answeredBy: null as string | null,
  }
  for (const { kind, data } of acts) {
    const given = (data ?? {}) as Given
    const lead = { leadAgencyId: given.leadAgency ?? null, leadAccountId: given.leadAccount ?? null }
    const due = given.dueAt ?? null
    if (kind === 'assign') Object.assign(folded, { state: 'assigned', askedUntil: null, due, ...lead })
    if (kind === 'hand_on') Object.assign(folded, lead)
    if (kind === 'give_back')
      Object.assign(folded, { state: 'waiting', leadAgencyId: null, leadAccountId: null, askedUntil: null })
    if (kind === 'ask_time') folded.askedUntil = given.until ?? null
    if (kind === 'set_time') Object.assign(folded, { due, askedUntil: null })
    if (kind === 'answer')
      Object.assign(folded, { state: 'answered', answeredBy: given.by, askedUntil: null })
    if (kind === 'close') Object.assign(folded, { state: 'closed', askedUntil: null })
    if (kind === 'reopen')
      Object.assign(folded, { state: folded.leadAgencyId ? 'assigned' : 'waiting', answeredBy: null })
  }
  return folded
}

export async function letterProblems(work: Work, id: string): Promise<string[]> {
  const { tx } = work
  const [acts, row, entry] = await Promise.all([listActs(tx, id), findAssignment(tx, id), findEntry(tx, id)])
  if (!row || !entry) return ['nobody knows of a letter']
  const { due, ...folded } = foldLetter(acts)
  const found = Object.entries(folded).flatMap(([key, value]) => {
    const is = row[key as keyof typeof row] ?? null
    return is === value ? [] : [`${key} is ${String(is)}, what was done says ${value}`]
  })
  if ((row.dueAt?.toISOString() ?? null) !== (due && new Date(due).toISOString())) found.push('another term')
  if (acts.some(({ seq }, index) => seq !== index + 1)) found.push('a gap among its acts')
  const corrected = acts.filter(({ kind }) => kind === 'correct_entry')
  const { is } = (corrected.at(-1)?.data ?? {}) as { is?: { subject?: string } }
  if (entry.version !== corrected.length + 1) found.push('another version than was corrected')
  if (is && is.subject !== entry.subject) found.push('another subject than was entered last')
  const isKept = entry.ends.includes(null)
  if (entry.destroyedAt && (isKept || entry.ends.length === 0)) found.push('destroyed and not given up')
  if (!entry.destroyedAt && !(await findFile(work, entry.sha256))) found.push('the file of a letter is gone')
  return found
}

/** Numbers of what came follow each other from 1, none twice and none left out. */
export async function entryProblems(agencyIds: readonly string[]): Promise<string[]> {
  const entered = await perform(system, ({ tx }) => listEntered(tx, agencyIds))
  const series = Map.groupBy(entered, ({ agencyId, year }) => `${agencyId} ${year}`)
  return [...series].flatMap(([key, of]) => {
    const numbers = new Set(of.map(({ number }) => number))
    return numbers.size === of.length && Math.max(...numbers) === of.length
      ? []
      : [`a number of what came: ${key}`]
  })
}

/** A letter that something in force answers is closed, unless a person opened it again; and nothing else answers it. */
export async function answerProblems(id: string, standing: readonly string[]): Promise<string[]> {
  const [acts, row] = await perform(system, async ({ tx }) => [
    await listActs(tx, id),
    await findAssignment(tx, id),
  ])
  const last = acts.findLastIndex(({ kind }) => kind === 'answer')
  const wasOpened = acts.some(
    ({ kind, actorKind }, at) => kind === 'reopen' && actorKind !== 'system' && at > last,
  )
  if (standing.length > 0 && !wasOpened && row?.state !== 'answered')
    return [`answered by what stands, and ${row?.state}`]
  if (row?.answeredBy && !standing.includes(row.answeredBy)) return ['answered by what was revoked']
  return []
}

/** What is held, or was not approved by another, or is not over, lies where it lay, file by file. */
export async function fileProblems(work: Work, id: string): Promise<string[]> {
  const [[file], lists, holds] = await Promise.all([
    findFiles(work.tx, [id]),
    listListsOf(work.tx, id),
    listHoldsOf(work.tx, id),
  ])
  if (!file) return ['a work file is gone']
  const found: string[] = []
  if (file.destroyedAt) {
    const { destroyedAt } = file
    const isHeld = holds.some(
      ({ placedAt, releasedAt }) =>
        placedAt < destroyedAt && (releasedAt === null || releasedAt > destroyedAt),
    )
    if (isHeld) found.push('destroyed while it was held')
    const approved = lists.filter(({ isApproved }) => isApproved)
    if (approved.length === 0) found.push('destroyed and not approved')
    if (!file.keepUntil || String(file.keepUntil) >= localDay(destroyedAt))
      found.push('destroyed before its end')
    return found
  }
  if (lists.some(({ decidedBy, proposedBy }) => decidedBy === proposedBy))
    found.push('approved by who proposed it')
  if (lists.filter(({ decidedAt }) => decidedAt === null).length > 1) found.push('in two lists at once')
  const held = await Promise.all(file.held.map((sha256) => findFile(work, sha256)))
  if (held.some((one) => !one)) found.push('a file of it is gone')
  return found
}
