/** Danh mục hồ sơ of a year, with the work file of each entry, and the work files that stand in none. */
import { createHash } from 'node:crypto'
import type { Officer } from '#server/platform/actor.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay, startOfLocalDay } from '#shared/dates.ts'
import { mayMakeRules } from '../route/rule-makers.ts'
import {
  type EntryWithFile,
  type FilePlan,
  findPlan,
  listEntries,
  listOutsideRows,
  listPlanYears,
  type Outside,
} from './file-plan-queries.ts'

const mostOutside = 100
const byNumber = new Intl.Collator('vi', { numeric: true })

/** An entry as it stands in the list. */
export interface PlannedFile extends EntryWithFile {
  /** Written after the list was approved. */
  isAddition: boolean
}

export interface FilePlanView {
  year: number
  thisYear: number
  /** Those the agency has a list of. */
  years: number[]
  plan: FilePlan | undefined
  entries: PlannedFile[]
  outside: Outside[]
  /** There are more of them than are shown. */
  isMoreOutside: boolean
  /** The clerk, until the year is over. */
  mayWrite: boolean
  /** Whoever leads the agency, while it is not approved. */
  mayApprove: boolean
  /** What the list says, as a fingerprint: whoever approves it names what was on the page. */
  seen: string
}

/** The list of that year of the agency acted for; without one, what an agency that begins it is to know. */
export async function viewPlan(work: Work, officer: Officer, year: number): Promise<FilePlanView> {
  const { agencyId } = requireDocumentHandler(officer)
  const plan = await findPlan(work.tx, agencyId, year)
  const entries = await listEntries(work.tx, agencyId, year)
  const span = { from: startOfLocalDay(`${year}-01-01`), to: startOfLocalDay(`${year + 1}-01-01`) }
  const outside = await listOutsideRows(work.tx, { agencyId, year, ...span }, mostOutside + 1)
  const thisYear = yearOf(work.now)
  return {
    year,
    thisYear,
    years: await listPlanYears(work.tx, agencyId),
    plan,
    entries: inOrder(entries).map((entry) => ({ ...entry, isAddition: isAddition(entry, plan) })),
    outside: outside.slice(0, mostOutside),
    isMoreOutside: outside.length > mostOutside,
    mayWrite: officer.roles.includes('clerk') && year >= thisYear && year <= thisYear + 1,
    mayApprove: plan?.approvedAt === null && (await mayMakeRules(work, officer)),
    seen: fingerprintOf(entries),
  }
}

/** How many entries of an approved list wait for their work file, for whoever is about to open one. */
export async function countUnopened(work: Work, officer: Officer): Promise<number> {
  const { agencyId } = requireDocumentHandler(officer)
  const year = yearOf(work.now)
  const plan = await findPlan(work.tx, agencyId, year)
  if (!plan?.approvedAt) return 0
  return (await listEntries(work.tx, agencyId, year)).filter(({ workFileId }) => workFileId === null).length
}

/** The year it is in Vietnam. */
export function yearOf(now: Date): number {
  return Number(localDay(now).slice(0, 4))
}

/** Headings in the order in which they were first written; under each by number and symbol. */
function inOrder(entries: readonly EntryWithFile[]): EntryWithFile[] {
  const headings = [...new Set(entries.map(({ heading }) => heading))]
  return entries.toSorted(
    (one, other) =>
      headings.indexOf(one.heading) - headings.indexOf(other.heading) ||
      byNumber.compare(one.code, other.code),
  )
}

function isAddition({ addedAt }: EntryWithFile, plan: FilePlan | undefined): boolean {
  return plan?.approvedAt != null && addedAt >= plan.approvedAt
}

/** The same for the same words, by whatever way they came there. */
export function fingerprintOf(entries: readonly EntryWithFile[]): string {
  const said = entries.map(({ id, heading, code, title, retention, responsible, note }) => [
    id,
    heading,
    code,
    title,
    retention,
    responsible,
    note,
  ])
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}
