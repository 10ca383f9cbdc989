/** The papers of the one-stop rules as they are opened and printed: the sealed file, or what there is and marked as that. */
import { getAgency } from '#server/modules/agencies/index.ts'
import { hasSigningKeys, renderReceipt, renderSlip, renderUnsealed } from '#server/modules/documents/index.ts'
import { getSelf, openPersonalData } from '#server/modules/registry/index.ts'
import type { Citizen, Officer } from '#server/platform/actor.ts'
import { readFile } from '#server/platform/files/index.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { isRefusalAwaited } from '../model.ts'
import { type DossierView, viewDossier } from '../read/view-dossier.ts'
import { dossierNotFound } from '../refusals.ts'
import type { SlipContent } from './issue-slip.ts'
import { counterOf, type PrintedPerson, printedPerson } from './paper-heads.ts'
import { gatherReceipt, gatherSlip, type SlipKind, slipActions } from './print-papers.ts'
import { headedBy, refusalPower } from './refusal-head.ts'
import { sealSlip } from './seal-slips.ts'
import { listSlips, type Slip } from './slip-queries.ts'

export type SlipName = 'receipt' | SlipKind

const formOf = { receipt: '01', supplement: '02', refusal: '03', apology: '04', stop: '05' } as const

const marks = {
  notAccepted: 'CHƯA TIẾP NHẬN',
  unsealed: 'CHƯA KÝ SỐ, CHƯA ĐÓNG DẤU',
  /** A refusal that waits for its signature. */
  unsigned: 'DỰ THẢO, CHƯA KÝ',
  /** Of before slips bore numbers of their own. */
  older: 'BẢN IN LẠI, CHƯA ĐÓNG DẤU',
}

/**
 * The bytes of a slip for its applicant, or for an officer before whom the dossier is, which is recorded: always the same file
 * once it is sealed, sealed now if it is not yet. Without keys, before acceptance, or of before slips were sealed: a copy
 * marked as what it is. A refusal that nobody has signed is seen by officers alone.
 */
export async function openSlip(actor: Citizen | Officer, code: string, name: SlipName): Promise<Uint8Array> {
  const opened = name === 'receipt' ? 'receipt' : 'slip'
  const { slip, copy } = await perform(actor, async (work) => {
    const view = await viewDossier(work, actor, code, opened)
    const slip = (await listSlips(work.tx, view.dossier.id)).findLast(({ form }) => form === formOf[name])
    return { slip, copy: slip ? undefined : await gatherCopy(work, actor, view, name) }
  })
  if (copy) return copy()
  if (!slip) throw new Error('neither a slip nor a copy')
  if (slip.sha256 || hasSigningKeys()) return readFile(slip.sha256 ?? (await sealSlip(slip.id)))
  return renderUnsealed((slip.content as unknown as SlipContent).paper, marks.unsealed)
}

async function gatherCopy(
  work: Work,
  actor: Citizen | Officer,
  view: DossierView,
  name: SlipName,
): Promise<() => Promise<Uint8Array>> {
  const person = await printedApplicant(work, actor, view, name)
  if (name === 'receipt') {
    const data = await gatherReceipt(work, view, person)
    return () => renderReceipt(data, view.state.acceptedAt ? marks.older : marks.notAccepted)
  }
  const isDraft = name === 'refusal' && isRefusalAwaited(view.dossier)
  if (isDraft && actor.kind === 'citizen') throw dossierNotFound()
  const data = await gatherSlip(work, view, person, name)
  if (isDraft && actor.kind === 'officer') await asSignedBy(work, actor, view, data)
  return () => renderSlip(data, isDraft ? marks.unsigned : marks.older)
}

/** Whoever may sign it reads what they would sign. */
async function asSignedBy(
  work: Work,
  officer: Officer,
  { dossier }: DossierView,
  data: Parameters<typeof renderSlip>[0],
): Promise<void> {
  const agency = await getAgency(work, dossier.agencyId)
  const counter = await counterOf(work, agency, localDay(work.now))
  const power = await refusalPower(work, officer, agency, counter)
  if (power) Object.assign(data, await headedBy(work, officer, power, agency, counter, data))
}

/** The applicant as the forms name them; that an officer looks is recorded, with the dossier as one fact. */
async function printedApplicant(
  work: Work,
  actor: Citizen | Officer,
  { dossier }: DossierView,
  name: SlipName,
): Promise<PrintedPerson> {
  if (actor.kind === 'citizen') return printedPerson(await getSelf(work, actor))
  const { applicantId, id: dossierId } = dossier
  const opened = name === 'receipt' ? 'receipt' : 'slip'
  return printedPerson(
    await openPersonalData(work, actor, applicantId, { purpose: 'dossier', dossierId, opened }),
  )
}

/** How far a slip is: being made, sealed, or not to be sealed here. */
export type SlipState = 'sealed' | 'being_made' | 'copy'

/** The slips this dossier has so far, by name, with how far each is and the number it bears. */
export async function slipsOf(
  work: Work,
  { dossier, actions }: Pick<DossierView, 'dossier' | 'actions'>,
): Promise<{ name: SlipName; state: SlipState; symbol: string | null }[]> {
  const slips = await listSlips(work.tx, dossier.id)
  const kinds = new Set<string>(actions.map(({ kind }) => kind))
  const begun = { receipt: ['accept'], ...slipActions }
  return (Object.keys(begun) as SlipName[])
    .filter((name) => begun[name].some((kind) => kinds.has(kind)))
    .map((name) => {
      const slip = slips.findLast(({ form }) => form === formOf[name])
      return { name, state: stateOf(slip), symbol: slip?.symbol ?? null }
    })
}

function stateOf(slip: Slip | undefined): SlipState {
  if (slip?.sha256) return 'sealed'
  return slip && hasSigningKeys() ? 'being_made' : 'copy'
}
