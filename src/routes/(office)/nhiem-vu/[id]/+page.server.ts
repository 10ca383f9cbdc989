import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import {
  acceptReport,
  type FigureTask,
  JudgeReport,
  mayJudge,
  mayReport,
  mayWithdraw,
  ReportTask,
  reportTask,
  returnReport,
  viewTask,
  WithdrawTask,
  withdrawTask,
} from '#server/modules/directives/index.ts'
import { findDocumentIfVisible } from '#server/modules/documents/index.ts'
import { newId } from '#server/platform/id.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { defineRefusal } from '#shared/refusal.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import { moment, presentTask } from '../present-task.server.ts'
import type { Actions, PageServerLoad } from './$types'

const taskNotFound = defineRefusal('directives.not_found', 404)
const done = ['giao', 'bao-cao', 'rut', 'chap-nhan', 'tra-lai'] as const

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const officer = requireOfficer(locals.actor)
  const id = idOf(params)
  return perform(officer, async (work) => {
    const { task, reports, judgements, value } = await viewTask(work, officer, id)
    const said = m.directives.ofDocument.judged
    return {
      task: await presentTask(work, task),
      bridge: task.origin === 'figure' ? bridgeOf(task, value) : null,
      reports: [
        ...reports.map((report) => ({
          by: report.authorName,
          at: report.at,
          wording: report.wording,
          figure: task.measure && m.directives.reportFigure(m.directives.value(task.measure, report.value)),
        })),
        ...judgements.map(({ verdict, authorName, reason, at }) => ({
          by: said[verdict](authorName),
          at,
          wording: reason,
          figure: null,
        })),
      ]
        .sort((one, other) => one.at.getTime() - other.at.getTime())
        .map(({ at, figure, ...one }) => ({ ...one, at: [moment(at), figure].filter(Boolean).join(' · ') })),
      mayOpen:
        task.documentId !== null &&
        (await findDocumentIfVisible(work, officer, task.documentId)) !== undefined,
      mayReport: mayReport(officer, task),
      mayJudge: mayJudge(officer, task),
      mayWithdraw: mayWithdraw(officer, task),
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
    handleStaffForm(event, WithdrawTask, async (input) => {
      const { locals, params } = event
      const officer = requireOfficer(locals.actor)
      const id = idOf(params)
      await perform(officer, (work) => withdrawTask(work, officer, id, input))
      redirect(303, `/nhiem-vu/${id}?xong=rut`)
    }),
  accept: (event) =>
    handleStaffForm(event, JudgeReport, async (input) => {
      const { locals, params } = event
      const officer = requireOfficer(locals.actor)
      const id = idOf(params)
      await perform(officer, (work) => acceptReport(work, officer, id, input))
      redirect(303, `/nhiem-vu/${id}?xong=chap-nhan`)
    }),
  return: (event) =>
    handleStaffForm(event, JudgeReport, async (input) => {
      const { locals, params } = event
      const officer = requireOfficer(locals.actor)
      const id = idOf(params)
      await perform(officer, (work) => returnReport(work, officer, id, input))
      redirect(303, `/nhiem-vu/${id}?xong=tra-lai`)
    }),
}

/** Three spans to compare by eye: when it was ordered, now, and where it has to come to. */
function bridgeOf({ measure, baseline, target }: FigureTask, value: number | null) {
  return {
    before: m.directives.value(measure, baseline),
    now: m.directives.value(measure, value),
    target: m.directives.value(measure, target),
    heights: heightsOf(measure, [baseline, value, target]),
    isReached: value !== null && (measure === 'on_time' ? value >= target : value <= target),
  }
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
