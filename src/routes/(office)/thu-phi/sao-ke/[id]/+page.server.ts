import { error, fail, redirect } from '@sveltejs/kit'
import { namesOfStaff } from '#server/modules/identity/index.ts'
import { dropLines, settleLines, viewStatement } from '#server/modules/payments/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { readPost } from '#server/platform/forms/read-post.ts'
import { isId } from '#server/platform/id.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { bankName } from '#shared/banks.ts'
import { formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { defineRefusal, Refusal } from '#shared/refusal.ts'
import { normalise } from '#shared/text/index.ts'
import { spanWords } from '../span-words.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const words = m.payments.statements
const states = ['known', 'alike', 'missing', 'settled', 'differs', 'dropped'] as const

/** One statement, by what its lines are here. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const officer = requireRole(locals.actor, 'finance')
  if (!isId(params.id)) error(404, { message: m.ui.errors.notFound.title })
  return perform(officer, async (work) => {
    const { statement, isForMe, unlisted, ...lines } = await viewStatement(work, officer, params.id)
    const people = [statement.importedBy, ...lines.decided.flatMap(({ decidedBy }) => decidedBy ?? [])]
    const names = await namesOfStaff(work, [...new Set(people)])
    const shown = (line: (typeof lines.missing)[number]) => ({
      line: line.line,
      transaction: line.transaction,
      amount: line.amount,
      at: formatDateTime(line.paidAt),
      // Without marks that turn or hide what follows: anybody may have written it.
      memo: normalise(line.memo),
      state: words.counts[line.state],
      by: (line.decidedBy && names.get(line.decidedBy)) ?? '',
      reason: line.reason ?? '',
    })
    return {
      id: statement.id,
      title: `${spanWords(statement)} · ${bankName(statement.bin)} ${statement.number}`,
      fileName: statement.fileName,
      by: names.get(statement.importedBy) ?? '',
      importedAt: formatDateTime(statement.importedAt),
      out: { count: statement.outCount, amount: statement.outAmount },
      counts: states.map((state) => ({ name: words.counts[state], count: statement.counts[state] })),
      isForMe,
      missing: lines.missing.map(shown),
      differing: lines.differing.map(shown),
      alike: lines.alike.map(shown),
      decided: lines.decided.map(shown),
      unlisted: unlisted.map(({ id, transaction, amount, paidAt, memo }) => ({
        id,
        transaction,
        amount,
        at: formatDateTime(paidAt),
        memo: normalise(memo),
      })),
      done: doneWords(url),
    }
  })
}

function doneWords(url: URL): string {
  const [done, count] = (url.searchParams.get('xong') ?? '').split('-')
  if (done === 'nhap') return words.took
  if (done === 'bo') return words.dropped
  if (done !== 'ghi') return ''
  return /^[1-9]\d{0,3}$/.test(count ?? '') ? words.settled(Number(count)) : words.nothingSettled
}

export const actions: Actions = {
  'ghi-nhan': (event) =>
    act(event, async (officer, chosen) => {
      // Enter in the field of the reason presses the first button.
      if (chosen.reason !== '') throw reasonForSettling()
      return `ghi-${await settleLines(officer, chosen)}`
    }),
  bo: (event) =>
    act(event, async (officer, chosen) => {
      await perform(officer, (work) => dropLines(work, officer, chosen))
      return 'bo'
    }),
}

const reasonForSettling = defineRefusal('payments.reason_for_settling', 422)

interface Chosen {
  statementId: string
  lines: number[]
  reason: string
}

async function act(
  { request, locals, params }: RequestEvent,
  task: (officer: Officer, chosen: Chosen) => Promise<string>,
) {
  const officer = requireRole(locals.actor, 'finance')
  const { fields } = await readPost(request)
  const reason = new Map(fields).get('reason') ?? ''
  const lines = fields.flatMap(([name, value]) =>
    name === 'dong[]' && /^[1-9]\d{0,8}$/.test(value) ? [Number(value)] : [],
  )
  let done: string
  try {
    if (lines.length === 0) return fail(422, { reason, refusal: words.nothingChosen })
    done = await task(officer, { statementId: params.id, lines, reason })
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure
    return fail(failure.status, { reason, refusal: m.refusal(failure.code, failure.details) })
  }
  redirect(303, `/thu-phi/sao-ke/${params.id}?xong=${done}`)
}
