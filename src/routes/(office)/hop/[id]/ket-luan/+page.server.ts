import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import {
  BeginNotice,
  DecideSentence,
  decide,
  TypeConclusions,
  takeProposals,
  typeConclusions,
  viewBoard,
  writeNotice,
} from '#server/modules/meetings/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { filled } from '#server/platform/forms/filled.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { parseVietnameseDate } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import { dayBoxes, idOf, linesOf } from '../../present-meeting.server.ts'
import type { Actions, PageServerLoad } from './$types'
import { presentBoard } from './present-board.server.ts'

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const officer = requireOfficer(locals.actor)
  const id = idOf(params)
  return perform(officer, async (work) => ({
    ...presentBoard(await viewBoard(work, officer, id)),
    done: m.meetings.board.done[url.searchParams.get('xong') ?? ''] ?? '',
    /** The sentence that is next: its button has the focus, so that one key confirms it. */
    at: url.searchParams.get('cau') ?? '',
    parked: await parkedForm({ url, cookies }, officer),
  }))
}

/** Reads one form, does it for the officer, then shows the board again where it goes on. */
function act<Input>(
  schema: z.ZodType<Input>,
  task: (work: Work, officer: Officer, id: string, input: Input) => Promise<string>,
): Actions[string] {
  return (event) =>
    handleStaffForm(event, schema, async (input) => {
      const officer = requireOfficer(event.locals.actor)
      const id = idOf(event.params)
      redirect(303, await perform(officer, (work) => task(work, officer, id, input)))
    })
}

const page = (id: string, more: string) => `/hop/${id}/ket-luan?xong=${more}`

/** To the next sentence that waits. */
async function goOn(work: Work, officer: Officer, id: string, done: string, after = ''): Promise<string> {
  const { sentences } = await viewBoard(work, officer, id)
  const from = sentences.findIndex((one) => one.id === after)
  const waits = (one: (typeof sentences)[number]) => one.treatment === 'open'
  const next = sentences.slice(from + 1).find(waits) ?? sentences.find(waits)
  return page(id, next ? `${done}&cau=${next.id}#cau-${next.id}` : `${done}#thong-bao`)
}

const Task = z.object({
  lead: z.string().trim().max(300).default(''),
  others: z.string().max(4000).default('').transform(linesOf),
  term: z.string().trim().max(200).default(''),
  due: dayBoxes,
  reportTo: z.string().trim().max(300).default(''),
  condition: z.string().trim().max(500).default(''),
})

/** A sentence as its form posts it: tasks by number, those without a lead left out; the day in three boxes. */
const SentenceForm = z
  .object({
    sentenceId: z.uuid(),
    treatment: DecideSentence.shape.treatment,
    wording: z.string().max(4000).default(''),
    tasks: z.record(z.string().regex(/^t\d{1,2}$/), Task).default({}),
  })
  .transform(({ tasks, ...rest }, context) => {
    const told = Object.entries(tasks).flatMap(
      ([key, { due, ...task }]): (Omit<typeof task, 'due'> & { dueOn: string | null })[] => {
        if (task.lead === '') return []
        if (Object.values(due).every((part) => part === '')) return [{ ...task, dueOn: null }]
        const day = parseVietnameseDate(due)
        if (day.ok) return [{ ...task, dueOn: day.day }]
        context.addIssue({ code: 'custom', path: ['tasks', key, 'due'], message: day.message })
        return []
      },
    )
    return { ...rest, tasks: rest.treatment === 'task' ? told : [] }
  })
  .pipe(filled(DecideSentence))

export const actions: Actions = {
  type: act(TypeConclusions, async (work, officer, id, input) => {
    await typeConclusions(work, officer, id, input)
    return goOn(work, officer, id, 'type')
  }),
  decide: act(SentenceForm, async (work, officer, id, input) => {
    await decide(work, officer, id, input)
    return goOn(work, officer, id, 'decide', input.sentenceId)
  }),
  take: act(z.object({}), async (work, officer, id) => {
    await takeProposals(work, officer, id)
    return goOn(work, officer, id, 'take')
  }),
  notice: act(BeginNotice, async (work, officer, id, input) => {
    const { documentId } = await writeNotice(work, officer, id, input)
    return `/van-ban/${documentId}?xong=draft`
  }),
}
