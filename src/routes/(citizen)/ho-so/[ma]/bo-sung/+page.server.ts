import { redirect } from '@sveltejs/kit'
import { answerSupplement } from '#server/modules/dossiers/index.ts'
import type { Citizen } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { loadSupplement, takeSupplement } from '#ui/dossiers/supplement-form.server.ts'
import { citizenOf, citizenOrPark } from '#ui/form/citizen-page.server.ts'
import { parkedOnOpening } from '#ui/form/parked-form.server.ts'
import { openDossier } from '../open-dossier.ts'

export const load = async (event) => {
  const citizen = citizenOf(event)
  const parked = await parkedOnOpening(event, citizen)
  return perform(citizen, async (work) => {
    const view = await openWaiting(work, citizen, event.params.ma)
    return loadSupplement(work, citizen, view, parked && { fields: parked })
  })
}

export const actions = {
  default: async (event) => {
    const answer = await takeSupplement(event, {
      enter: (fields) => citizenOrPark(event, fields),
      open: (work, citizen) => openWaiting(work, citizen, event.params.ma),
      answer: (work, citizen, id, { note, papers, answers }, key) =>
        answerSupplement(work, citizen, id, { note, papers, ...(answers ? { answers } : {}) }, key),
    })
    if (answer) return answer
    redirect(303, `/ho-so/${event.params.ma}?bo-sung`)
  },
}

async function openWaiting(work: Work, citizen: Citizen, code: string) {
  const view = await openDossier(work, citizen, code)
  if (view.dossier.status !== 'supplement') redirect(303, `/ho-so/${view.dossier.code}`)
  return view
}
