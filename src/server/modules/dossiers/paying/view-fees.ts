import { type ChargeView, chargesOf } from '#server/modules/payments/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { chargedSubject } from '../fees/charge-dossier.ts'
import { determinedIn, feesOf } from '../fees/fees-of.ts'
import { filedAnswers } from '../filing.ts'
import { isPermitted, mayDo } from '../model.ts'
import { doersOf } from '../parties.ts'
import { isCollectedElsewhere } from '../prerequisites.ts'
import { listActions } from '../read/action-queries.ts'
import type { Dossier } from '../read/dossier-queries.ts'
import { prerequisitesOf } from '../read/prerequisites-of.ts'
import { getOfficerDossier } from '../read/view-dossier.ts'

/** A fee or a duty for which no text gives a sum; `amount`: what an officer determined, in đồng. */
export interface OpenFee {
  key: string
  name: string
  basis: string
  amount: number | null
}

export interface FeesView {
  code: string
  charges: ChargeView[]
  /** In đồng, of all charges. */
  paid: number
  left: number
  open: OpenFee[]
  /** Whether the viewer may say what an open one amounts to. */
  mayDetermine: boolean
}

/** What a dossier before this officer is charged with, and what of it nobody has established. */
export async function viewFees(work: Work, officer: Officer, code: string): Promise<FeesView> {
  return feesOfDossier(work, await getOfficerDossier(work, officer, code))
}

/** The same for whoever is before the dossier already. */
export async function feesOfDossier(work: Work, dossier: Dossier): Promise<FeesView> {
  const { charges, paid, left } = await chargesOf(work, chargedSubject(dossier.id))
  const open = await openFees(work, dossier)
  const isTheirs = mayDo(dossier, doersOf(work.actor, dossier), 'determine_fee')
  const mayDetermine = open.length > 0 && isTheirs && isPermitted(dossier, 'determine_fee')
  return { code: dossier.code, charges, paid, left, open, mayDetermine }
}

async function openFees(work: Work, dossier: Dossier): Promise<OpenFee[]> {
  const { service, standings } = await prerequisitesOf(work, dossier)
  const determined = determinedIn(await listActions(work.tx, dossier.id))
  const fees = feesOf(service, filedAnswers(dossier), determined).filter(({ isOpen }) => isOpen)
  const duties = service.prerequisites.filter((duty) => {
    const standing = standings[duty.key]
    return (
      duty.kind === 'duty' && standing?.state === 'open' && !standing.charge && !isCollectedElsewhere(duty)
    )
  })
  return [
    ...fees.map(({ key, name, basis, amount }) => ({ key, name, basis, amount })),
    ...duties.map(({ key, name, basis }) => ({ key, name, basis, amount: null })),
  ]
}
