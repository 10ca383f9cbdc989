import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import {
  AddEntry,
  ApprovePlan,
  addEntry,
  approvalOf,
  approvePlan,
  BeginPlan,
  beginPlan,
  ChangeEntry,
  changeEntry,
  findClass,
  listClasses,
  listPeople,
  noteOf,
  OpenPlanned,
  openPlanned,
  type PlannedFile,
  removeEntry,
  viewPlan,
} from '#server/modules/documents/index.ts'
import { namesOfStaff } from '#server/modules/identity/index.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { formatDate, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import type { Actions, PageServerLoad } from './$types'
import { yearIn } from './year-in.server.ts'

const here = '/van-ban/ho-so/danh-muc'
const words = m.documents.filePlans

/** The list of work files of a year; for the clerk and for whoever leads the agency with what they may do to it. */
export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const officer = requireDocumentHandler(locals.actor)
  const year = yearIn(url.searchParams)
  const asked = (name: string) => z.uuid().safeParse(url.searchParams.get(name)).data ?? ''
  return perform(officer, async (work) => {
    const view = await viewPlan(work, officer, year)
    const { plan, entries, outside, mayWrite, thisYear } = view
    const isBeginning = mayWrite && !plan
    const before = isBeginning ? (await viewPlan(work, officer, year - 1)).entries : []
    const people = mayWrite ? await listPeople(work, officer.agencyId) : []
    const names = await namesOfStaff(work, [
      ...new Set([
        ...entries.map(({ responsible }) => responsible),
        ...outside.map(({ openedBy }) => openedBy),
        ...(plan?.approvedBy ? [plan.approvedBy] : []),
      ]),
    ])
    const isApproved = plan?.approvedAt != null
    const changed =
      mayWrite && !isApproved ? entries.find(({ id }) => id === (asked('sua') || null)) : undefined
    const put = mayWrite && plan ? outside.find(({ id }) => id === asked('tu')) : undefined
    return {
      year,
      years: [...new Set([...view.years, thisYear, thisYear + 1])].sort((one, other) => other - one),
      hasPlan: plan !== undefined,
      isApproved,
      state: plan && (isApproved ? approvalOf(plan, names) : words.draft),
      groups: grouped(entries, names, { isApproved, mayChange: mayWrite && !isApproved }),
      unopened: entries.filter(({ workFileId }) => workFileId === null).length,
      isEmpty: entries.length === 0,
      outside: outside.map(({ id, code, title, openedBy, openedAt }) => ({
        id,
        code,
        title,
        openedBy: names.get(openedBy) ?? '',
        openedOn: formatDate(localDay(openedAt)),
      })),
      isMoreOutside: view.isMoreOutside,
      mayWrite,
      mayApprove: view.mayApprove,
      seen: view.seen,
      before: before.map(({ id, code, title, workFileId, closedAt }) => ({
        value: id,
        label: `${code}: ${title}`,
        isEnded: workFileId !== null && closedAt !== null,
      })),
      changed: changed && valuesOf(changed),
      put: put && {
        workFileId: put.id,
        code: put.code.slice(0, 50),
        title: put.title,
        retention: put.retention,
        responsible: put.openedBy,
      },
      headings: [...new Set(entries.map(({ heading }) => heading))].filter(Boolean),
      classes: listClasses(localDay(work.now)).map(({ key, name, for: what }) => ({
        value: key,
        label: `${name}: ${what}`,
      })),
      people: people.map(({ id, name }) => ({ value: id, label: name })),
      documentId: asked('van-ban'),
      done: words.done[url.searchParams.get('xong') ?? ''] ?? '',
      parked: await parkedForm({ url, cookies }, officer),
    }
  })
}

function valuesOf({ id, heading, code, title, retention, responsible, note }: PlannedFile) {
  return { id, heading, code, title, retention, responsible, note }
}

/** By their headings, in the order of the list. */
function grouped(
  entries: readonly PlannedFile[],
  names: ReadonlyMap<string, string>,
  { isApproved, mayChange }: { isApproved: boolean; mayChange: boolean },
) {
  return [...Map.groupBy(entries, ({ heading }) => heading)].map(([heading, rows]) => ({
    heading,
    rows: rows.map((entry) => ({
      id: entry.id,
      code: entry.code,
      title: entry.title,
      retention: findClass(entry.retention)?.name ?? entry.retention,
      responsible: names.get(entry.responsible) ?? '',
      note: noteOf(entry),
      fileId: entry.workFileId,
      file: fileWords(entry),
      mayOpen: isApproved && entry.workFileId === null,
      mayChange,
    })),
  }))
}

function fileWords({ fileCode, closedAt, destroyedAt }: PlannedFile): string {
  if (fileCode === null) return words.unopened
  if (destroyedAt) return words.destroyed(fileCode)
  return closedAt ? words.closed(fileCode) : words.opened(fileCode)
}

const RemoveEntry = z.object({ id: z.uuid() })

export const actions: Actions = {
  lap: (event) =>
    handleStaffForm(event, BeginPlan, async (input) => {
      const clerk = requireRole(event.locals.actor, 'clerk')
      await perform(clerk, (work) => beginPlan(work, input))
      redirect(303, `${here}?nam=${input.year}&xong=lap`)
    }),
  them: (event) =>
    handleStaffForm(event, AddEntry, async (input) => {
      const clerk = requireRole(event.locals.actor, 'clerk')
      await perform(clerk, (work) => addEntry(work, input))
      redirect(303, `${here}?nam=${input.year}&xong=them`)
    }),
  sua: (event) =>
    handleStaffForm(event, ChangeEntry, async (input) => {
      const clerk = requireRole(event.locals.actor, 'clerk')
      await perform(clerk, (work) => changeEntry(work, input))
      redirect(303, `${here}?nam=${yearIn(event.url.searchParams)}&xong=sua`)
    }),
  bo: (event) =>
    handleStaffForm(event, RemoveEntry, async ({ id }) => {
      const clerk = requireRole(event.locals.actor, 'clerk')
      await perform(clerk, (work) => removeEntry(work, id))
      redirect(303, `${here}?nam=${yearIn(event.url.searchParams)}&xong=bo`)
    }),
  duyet: (event) =>
    handleStaffForm(event, ApprovePlan, async (input) => {
      const leader = requireRole(event.locals.actor, 'leader')
      await perform(leader, (work) => approvePlan(work, input))
      redirect(303, `${here}?nam=${input.year}&xong=duyet`)
    }),
  mo: (event) =>
    handleStaffForm(event, OpenPlanned, async (input) => {
      const officer = requireDocumentHandler(event.locals.actor)
      const id = await perform(officer, (work) => openPlanned(work, input))
      redirect(303, `/van-ban/ho-so/${id}?xong=${input.documentId ? 'xep' : 'mo'}`)
    }),
}
