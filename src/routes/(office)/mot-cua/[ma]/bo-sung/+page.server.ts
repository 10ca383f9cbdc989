import { redirect } from '@sveltejs/kit'
import {
  answerSupplementAtCounter,
  PresentApplicant,
  viewOfficerDossier,
} from '#server/modules/dossiers/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { requireCaseHandler } from '#server/platform/rights.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { parseVietnameseDate } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { personNameProblem } from '#shared/person-name.ts'
import { defineRefusal } from '#shared/refusal.ts'
import { type Issue, loadSupplement, takeSupplement } from '#ui/dossiers/supplement-form.server.ts'
import { park, parkedOnOpening } from '#ui/form/parked-form.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const notYourPart = defineRefusal('dossiers.not_your_part', 403)
/** What the clerk types from the card of whoever stands there. */
const ownNames = /^(idNumber|fullName|bornOn\.(day|month|year))$/

export const load: PageServerLoad = async (event) => {
  const officer = requireCaseHandler(event.locals.actor)
  const parked = await parkedOnOpening(event, officer)
  return perform(officer, async (work) => {
    const view = await openWaiting(work, officer, event.params.ma)
    return {
      ...(await loadSupplement(work, officer, view, parked && { fields: parked, own: ownNames })),
      applicant: view.dossier.applicantName,
    }
  })
}

export const actions: Actions = {
  default: async (event: RequestEvent) => {
    const answer = await takeSupplement<Officer>(event, {
      enter: async (fields) => {
        if (event.locals.actor.kind === 'anonymous') return park(event, fields)
        return requireCaseHandler(event.locals.actor)
      },
      open: (work, officer) => openWaiting(work, officer, event.params.ma),
      own: {
        names: ownNames,
        check: (fields) => readWho(fields).issues,
      },
      answer: (work, officer, id, { note, papers, answers, fields }, key) => {
        const applicant = PresentApplicant.parse(readWho(fields).given)
        const given = { note, papers, applicant, ...(answers ? { answers } : {}) }
        return answerSupplementAtCounter(work, officer, id, given, key)
      },
    })
    if (answer) return answer
    redirect(303, `/mot-cua/${event.params.ma}?xong=answer_supplement`)
  },
}

async function openWaiting(work: Work, officer: Officer, code: string) {
  const view = await viewOfficerDossier(work, officer, code)
  const { dossier, permitted } = view
  if (dossier.status !== 'supplement') redirect(303, `/mot-cua/${dossier.code}`)
  if (!permitted.includes('answer_supplement')) throw notYourPart({ action: 'answer_supplement' })
  return view
}

/** Who stands before the counter, as typed from their card, and what is wrong with it as far as the page can tell. */
function readWho(fields: readonly [string, string][]) {
  const typed = (name: string) =>
    fields
      .find(([field]) => field === name)?.[1]
      ?.normalize('NFC')
      .trim() ?? ''
  const idNumber = typed('idNumber').replace(/[\s.]/g, '')
  const fullName = typed('fullName')
  const [day, month, year] = [typed('bornOn.day'), typed('bornOn.month'), typed('bornOn.year')]
  const born = parseVietnameseDate({ day, month, year })
  const wrongName = personNameProblem(fullName)
  const issues: Issue[] = [
    ...(/^\d{12}$/.test(idNumber)
      ? []
      : [{ field: 'idNumber', message: m.dossiers.handle.atCounter.wrongNumber }]),
    ...(wrongName ? [{ field: 'fullName', message: wrongName }] : []),
    ...(born.ok ? [] : [{ field: 'bornOn', message: born.message }]),
  ]
  return { given: { idNumber, fullName, bornOn: born.ok ? born.day : '' }, issues }
}
