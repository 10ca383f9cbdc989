/** The clerk writes the list of a year: anew, or from that of the year before. */
import { z } from 'zod'
import { listStaffOf } from '#server/modules/identity/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { haveRight } from '#server/platform/roles.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { normalise } from '#shared/text/index.ts'
import { OpenWorkFile } from '../files/open-work-file.ts'
import { retentionUnknown, workFileNotFound } from '../files/refusals.ts'
import { listClasses } from '../files/retention.ts'
import { findWorkFile } from '../files/work-file-queries.ts'
import { planBegun, planEntryWritten } from './events.ts'
import {
  changeEntryRow,
  type EntryWithFile,
  type FilePlan,
  findEntry,
  insertEntries,
  insertPlan,
  listEntries,
  lockPlan,
  mostEntries,
  type PlanEntry,
  removeEntryRow,
} from './file-plan-queries.ts'
import {
  planBegunAlready,
  planChanged,
  planCodeTaken,
  planEntryNotFound,
  planEntryOpened,
  planFull,
  planNotFound,
  planPersonUnknown,
  planStands,
  planYearOver,
} from './refusals.ts'
import { yearOf } from './view-plan.ts'

const Year = z.coerce.number().int()
const optional = (maximum: number) =>
  z
    .string()
    .default('')
    .transform((text) => normalise(text, maximum))

/** Số và ký hiệu hồ sơ, tiêu đề, thời hạn bảo quản, người lập, ghi chú (NĐ 30/2020/NĐ-CP Phụ lục V), under a heading. */
const entry = {
  heading: optional(200),
  /** With the year before it, it is still the code of a work file. */
  code: OpenWorkFile.shape.code.pipe(z.string().max(50)),
  title: OpenWorkFile.shape.title,
  retention: z.string().min(1).max(20),
  responsible: z.uuid(),
  note: optional(300),
}
export const AddEntry = z.object({
  year: Year,
  ...entry,
  /** A work file that was opened outside the list, and stands in it from now on. */
  workFileId: z.uuid().optional(),
})
export type AddEntry = z.infer<typeof AddEntry>
export const ChangeEntry = z.object({ id: z.uuid(), ...entry })
export type ChangeEntry = z.infer<typeof ChangeEntry>
export const BeginPlan = z.object({
  year: Year,
  /** Entries of the year before that go on. */
  entries: z.array(z.uuid()).max(mostEntries).default([]),
})
export type BeginPlan = z.infer<typeof BeginPlan>

/**
 * Begins the list of this year or the next, with those entries of the year before. One whose work file is open goes on with it, under
 * its symbol; any other is expected anew, the year in its symbol and title counted on. Refuses a year that has its list.
 */
export async function beginPlan(work: Work, { year, entries: taken }: BeginPlan): Promise<void> {
  const clerk = requireRole(work.actor, 'clerk')
  const thisYear = yearOf(work.now)
  if (year < thisYear || year > thisYear + 1) throw planYearOver()
  const { agencyId } = clerk
  const row = { agencyId, year, begunBy: clerk.id, begunAt: work.now }
  if (!(await insertPlan(work.tx, row))) throw planBegunAlready()
  const before = taken.length > 0 ? await listEntries(work.tx, agencyId, year - 1) : []
  const going = before.filter(({ id }) => taken.includes(id))
  const codes = new Set(going.filter(goesOn).map(({ code }) => code))
  const entries = going.map((old) => {
    const { heading, retention, responsible, note } = old
    const isGoingOn = goesOn(old)
    const counted = countOn(old.code, year)
    const code = isGoingOn || codes.has(counted) ? old.code : counted
    codes.add(code)
    return {
      id: newId(work.now.getTime()),
      agencyId,
      year,
      heading,
      code,
      title: isGoingOn ? old.title : old.title.replaceAll(`năm ${year - 1}`, `năm ${year}`),
      retention,
      responsible,
      note,
      addedBy: clerk.id,
      addedAt: work.now,
      workFileId: isGoingOn ? old.workFileId : null,
    }
  })
  await insertEntries(work.tx, entries)
  await work.record(planBegun(clerk.id, { agencyId, year, entries: entries.length }))
}

/** Its work file is not closed yet. */
function goesOn({ workFileId, closedAt }: EntryWithFile): boolean {
  return workFileId !== null && closedAt === null
}

/** A symbol that names the year before names this one. */
function countOn(code: string, year: number): string {
  return code.replaceAll(/\d+/g, (digits) => (digits === String(year - 1) ? String(year) : digits))
}

/** Adds an entry to a list of this year or the next; to an approved one as an addition, with its day. */
export async function addEntry(work: Work, { year, workFileId, ...said }: AddEntry): Promise<string> {
  const { clerk, plan, entries } = await lockFor(work, year)
  if (entries.length >= mostEntries) throw planFull({ most: mostEntries })
  await requireEntry(work, clerk, said, entries)
  if (workFileId && !(await findWorkFile(work.tx, [clerk.agencyId], workFileId))) throw workFileNotFound()
  if (workFileId && entries.some((one) => one.workFileId === workFileId)) throw planEntryOpened()
  const { agencyId } = clerk
  const id = newId(work.now.getTime())
  const row = { id, agencyId, year, ...said, addedBy: clerk.id, addedAt: work.now }
  await insertEntries(work.tx, [{ ...row, workFileId: workFileId ?? null }])
  const isAddition = plan.approvedAt !== null
  await work.record(planEntryWritten(id, { agencyId, year, what: 'added', isAddition }))
  return id
}

/** Rewrites an entry of a list nobody has approved yet. */
export async function changeEntry(work: Work, { id, ...said }: ChangeEntry): Promise<void> {
  const { clerk, old, entries } = await lockEntryFor(work, id)
  const others = entries.filter((one) => one.id !== id)
  await requireEntry(work, clerk, said, others, old.retention)
  await changeEntryRow(work.tx, id, said)
  await record(work, old, 'changed')
}

/** Leaves an entry out of a list nobody has approved yet; a work file that goes on goes on outside it. */
export async function removeEntry(work: Work, id: string): Promise<void> {
  const { old } = await lockEntryFor(work, id)
  await removeEntryRow(work.tx, id)
  await record(work, old, 'removed')
}

function record(work: Work, { id, agencyId, year }: PlanEntry, what: 'changed' | 'removed'): Promise<void> {
  return work.record(planEntryWritten(id, { agencyId, year, what, isAddition: false }))
}

async function lockEntryFor(work: Work, id: string) {
  const { agencyId } = requireRole(work.actor, 'clerk')
  const found = await findEntry(work.tx, agencyId, id)
  if (!found) throw planEntryNotFound()
  const { clerk, plan, entries } = await lockFor(work, found.year)
  if (plan.approvedAt) throw planStands()
  // Left out by another meanwhile.
  const old = entries.find((one) => one.id === id)
  if (!old) throw planEntryNotFound()
  return { clerk, old, entries }
}

async function lockFor(
  work: Work,
  year: number,
): Promise<{ clerk: Officer; plan: FilePlan; entries: EntryWithFile[] }> {
  const clerk = requireRole(work.actor, 'clerk')
  const plan = await lockPlan(work.tx, clerk.agencyId, year)
  if (!plan) throw planNotFound()
  if (year < yearOf(work.now)) throw planYearOver()
  // Approved while this waited for it: what was on the page was another list.
  if (plan.approvedAt && plan.approvedAt > work.now) throw planChanged()
  return { clerk, plan, entries: await listEntries(work.tx, clerk.agencyId, year) }
}

/** Refuses a symbol of another entry, a class nobody gives, and whoever does not work on documents of the agency. */
async function requireEntry(
  work: Work,
  { agencyId }: Officer,
  { code, retention, responsible }: Pick<AddEntry, 'code' | 'retention' | 'responsible'>,
  others: readonly EntryWithFile[],
  hadRetention?: string,
): Promise<void> {
  if (others.some((one) => one.code === code)) throw planCodeTaken({ code })
  const isGiven = listClasses(localDay(work.now)).some(({ key }) => key === retention)
  if (!isGiven && retention !== hadRetention) throw retentionUnknown()
  const people = await listPeople(work, agencyId)
  if (!people.some(({ id }) => id === responsible)) throw planPersonUnknown()
}

/** Whoever may answer for a work file of the agency. */
export async function listPeople(work: Work, agencyId: string): Promise<{ id: string; name: string }[]> {
  const staff = await listStaffOf(work, agencyId)
  return staff.filter(({ roles }) => haveRight(roles, 'handlesDocuments'))
}
