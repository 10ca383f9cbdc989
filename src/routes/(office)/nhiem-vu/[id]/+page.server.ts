import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { ReportTask, reportTask, viewTask, withdrawTask } from '#server/modules/directives/index.ts'
import { newId } from '#server/platform/id.ts'
import { handlesCases } from '#server/platform/rights.ts'
import { requireOfficer, requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { defineRefusal } from '#shared/refusal.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import { moment, presentTask } from '../present-task.server.ts'
import type { Actions, PageServerLoad } from './$types'

const taskNotFound = defineRefusal('directives.not_found', 404)
const done = ['giao', 'bao-cao', 'rut'] as const

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const officer = requireOfficer(locals.actor)
  const id = idOf(params)
  return perform(officer, async (work) => {
    const { task, reports, value } = await viewTask(work, officer, id)
    const { measure, baseline, target } = task
    return {
      task: await presentTask(work, task),
      bridge: {
        before: m.directives.value(measure, baseline),
        now: m.directives.value(measure, value),
        target: m.directives.value(measure, target),
        heights: heightsOf(measure, [baseline, value, target]),
        isReached: value !== null && (measure === 'on_time' ? value >= target : value <= target),
      },
      reports: reports.map((report) => ({
        id: report.id,
        by: report.authorName,
        at: moment(report.at),
        wording: report.wording,
        figure: m.directives.reportFigure(m.directives.value(measure, report.value)),
      })),
      mayReport: officer.agencyIds.includes(task.agencyId) && handlesCases(officer),
      mayWithdraw: officer.roles.includes('commander'),
      isWithdrawing: url.searchParams.has('rut'),
      parked: await parkedForm({ url, cookies }, officer),
      done: done.find((known) => url.searchParams.get('xong') === known),
      requestKey: newId(),
    }
  })
}

export const actions: Actions = {
  report: (event) =>
    handleStaffForm(event, ReportTask, async (input) => {
      const { locals, params } = event
      const officer = requireOfficer(locals.actor)
      const id = idOf(params)
      await perform(officer, (work) => reportTask(work, officer, id, input))
      redirect(303, `/nhiem-vu/${id}?xong=bao-cao`)
    }),
  withdraw: (event) =>
    handleStaffForm(event, z.object({}), async () => {
      const { locals, params } = event
      const officer = requireRole(locals.actor, 'commander')
      const id = idOf(params)
      await perform(officer, (work) => withdrawTask(work, officer, id))
      redirect(303, `/nhiem-vu/${id}?xong=rut`)
    }),
}

function idOf(params: { id: string }): string {
  if (!z.uuid().safeParse(params.id).success) throw taskNotFound()
  return params.id
}

/** Shares of the tallest, so that three spans can be compared by eye; unknown is flat. */
function heightsOf(measure: string, values: (number | null)[]): number[] {
  const top = measure === 'on_time' ? 100 : Math.max(1, ...values.map((value) => value ?? 0))
  return values.map((value) => Math.round(((value ?? 0) / top) * 100))
}
