/** Danh mục hồ sơ taken along: as a paper (PDF/A) and as a spreadsheet, as registers are. */
import { type Sheet, writeSheet } from '#server/crafts/sheet/write-sheet.ts'
import { typeset } from '#server/crafts/typeset/typeset.ts'
import { type Agency, getAgency, ownHeadOf } from '#server/modules/agencies/index.ts'
import { namesOfStaff } from '#server/modules/identity/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { formatDate, formatTime, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { findClass } from '../files/retention.ts'
import { countPaper } from '../limits.ts'
import { written } from '../registers/take-register.ts'
import { planTaken } from './events.ts'
import type { FilePlan } from './file-plan-queries.ts'
import { planNotFound } from './refusals.ts'
import { type PlannedFile, viewPlan } from './view-plan.ts'

const words = m.documents.filePlans

/** The list as it is now in the form of NĐ 30/2020/NĐ-CP Phụ lục V, marked as a draft until it is approved. That it was taken along is in the log. */
export async function planAsPdf(officer: Officer, year: number, now = new Date()): Promise<Uint8Array> {
  const { agency, head, approval, rows, count, closing } = await taken(officer, year, 'pdf', now)
  const data = {
    letterhead: { ...head, place: agency.place, issuedOn: localDay(now), number: '' },
    which: 'plan' as const,
    title: words.paper.title,
    whose: words.paper.whose(agency.name, year),
    columns: words.columns.map(({ title }) => title),
    rows: rows.map((cells) => cells.map(written)),
    count,
    opened: approval,
    closed: closing,
    takenBy: m.documents.registers.takenBy(officer.name, `${formatTime(now)} ${formatDate(now)}`),
  }
  return typeset('document-register', data, { asker: officer.id })
}

/** The same as XLSX. */
export async function planAsSheet(officer: Officer, year: number, now = new Date()): Promise<Uint8Array> {
  const { agency, approval, rows, closing } = await taken(officer, year, 'xlsx', now)
  const sheet: Sheet = {
    name: words.paper.sheet(year),
    heading: [words.paper.title, words.paper.whose(agency.name, year), approval, closing],
    columns: words.columns,
    rows,
  }
  return writeSheet(sheet, officer.id)
}

interface Taken {
  agency: Agency
  head: Awaited<ReturnType<typeof ownHeadOf>>
  approval: string
  rows: string[][]
  count: string
  closing: string
}

function taken(officer: Officer, year: number, as: 'pdf' | 'xlsx', now: Date): Promise<Taken> {
  return perform(
    officer,
    async (work) => {
      const { plan, entries } = await viewPlan(work, officer, year)
      if (!plan) throw planNotFound()
      await countPaper(work, officer, { lines: entries.length })
      const { agencyId } = plan
      await work.record(planTaken(officer.id, { agencyId, year, as, entries: entries.length }))
      const people = [
        ...entries.map(({ responsible }) => responsible),
        ...(plan.approvedBy ? [plan.approvedBy] : []),
      ]
      const names = await namesOfStaff(work, [...new Set(people)])
      const agency = await getAgency(work, agencyId)
      return {
        agency,
        head: await ownHeadOf(work, agency),
        approval: approvalOf(plan, names),
        rows: rowsOf(entries, names),
        count: words.paper.count(entries.length),
        closing: words.paper.closing(
          entries.length,
          entries.filter(({ retention }) => findClass(retention)?.years === null).length,
        ),
      }
    },
    { now },
  )
}

/** By whom and when it was approved, or that nobody did. */
export function approvalOf({ approvedBy, approvedAt }: FilePlan, names: ReadonlyMap<string, string>): string {
  return approvedAt
    ? words.approved(names.get(approvedBy ?? '') ?? '', formatDate(localDay(approvedAt)))
    : words.paper.draft
}

/** A heading stands in a row of its own, in the column of the titles. */
function rowsOf(entries: readonly PlannedFile[], names: ReadonlyMap<string, string>): string[][] {
  return entries.flatMap((entry, at) => {
    const { heading, code, title, retention, responsible } = entry
    const row = [
      code,
      title,
      findClass(retention)?.name ?? retention,
      names.get(responsible) ?? '',
      noteOf(entry),
    ]
    return heading && heading !== entries[at - 1]?.heading ? [['', heading, '', '', ''], row] : [row]
  })
}

/** Ghi chú, with the day of what was added after the approval. */
export function noteOf({ note, isAddition, addedAt }: PlannedFile): string {
  return [isAddition ? words.addition(formatDate(localDay(addedAt))) : '', note].filter(Boolean).join('; ')
}
