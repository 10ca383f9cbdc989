/** Refusals that wait to be signed: one for who works on it, and all of an agency for who signs. */
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { isRefusalAwaited } from '../model.ts'
import { listAwaitedRefusals } from '../read/dossier-queries.ts'
import type { DossierView } from '../read/view-dossier.ts'
import { maySignRefusal, whoSignsRefusal } from './refusal-signers.ts'

export interface RefusalView {
  /** Whose signature it needs. */
  who: string
  /** Whether it was read in a text that this one signs, or nobody has found it yet. */
  established: boolean
  maySign: boolean
  /** What waits, where something does. */
  asked: { reason: string; by: string; isMine: boolean; at: Date } | undefined
}

/** Undefined once a dossier is taken on, or has ended. */
export async function viewRefusal(
  work: Work,
  officer: Officer,
  { dossier, actions, service }: Pick<DossierView, 'dossier' | 'actions' | 'service'>,
): Promise<RefusalView | undefined> {
  if (dossier.status !== 'submitted') return undefined
  const action = isRefusalAwaited(dossier)
    ? actions.findLast(({ kind }) => kind === 'ask_refusal')
    : undefined
  return {
    who: await whoSignsRefusal(work, dossier),
    established: service.refusal !== undefined,
    maySign: await maySignRefusal(work, officer, dossier),
    asked: action && {
      reason: String(action.data.reason ?? ''),
      by: action.actorName,
      isMine: action.actorId === officer.id,
      at: action.at,
    },
  }
}

/** What waits before the agencies of this officer, the soonest first, and whether they may sign it. */
export async function listRefusals(
  work: Work,
  officer: Officer,
): Promise<{ code: string; serviceCode: string; acceptBy: Date; who: string; isMine: boolean }[]> {
  const rows = await listAwaitedRefusals(work.tx, officer.agencyIds)
  return Promise.all(
    rows.map(async ({ code, serviceCode, acceptBy, agencyId }) => ({
      code,
      serviceCode,
      acceptBy,
      who: await whoSignsRefusal(work, { agencyId }),
      isMine: await maySignRefusal(work, officer, { agencyId }),
    })),
  )
}
