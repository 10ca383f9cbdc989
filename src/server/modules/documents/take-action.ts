/** The one way a document changes after it was drafted. */
import type { Actor, Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import type { ActionKind } from './model.ts'
import { addAction, addActionOrFail, type Document, findOwnDocument, isActedSince } from './queries.ts'
import { changedMeanwhile, documentNotFound } from './refusals.ts'

type Details = Partial<
  Pick<
    Parameters<typeof addAction>[1],
    'agencyId' | 'version' | 'register' | 'year' | 'number' | 'sha256' | 'reason' | 'data'
  >
>

/** Adds one action to a document as it was read; refuses where somebody else has acted on it since. */
export async function takeAction(...action: Parameters<typeof tryAction>): Promise<void> {
  if (!(await tryAction(...action))) throw changedMeanwhile()
}

/** The same; false, and nothing added, where somebody else has acted on it since. */
export function tryAction(...[work, ...action]: Parameters<typeof sendAction>): Promise<boolean> {
  return addAction(work.tx, rowOf(work, ...action))
}

/** The same without waiting for the answer: the end of the work travels with it, and it fails where somebody else has acted. */
export function sendAction(
  work: Work,
  document: Pick<Document, 'id' | 'lastSeq'>,
  kind: ActionKind,
  details: Details = {},
): void {
  const added = addActionOrFail(work.tx, rowOf(work, document, kind, details))
  work.alongside(
    added.catch((error) => {
      throw isActedSince(error) ? changedMeanwhile() : error
    }),
  )
}

function rowOf(
  { actor, now }: Work,
  document: Pick<Document, 'id' | 'lastSeq'>,
  kind: ActionKind,
  details: Details = {},
) {
  return {
    documentId: document.id,
    seq: document.lastSeq + 1,
    kind,
    at: now,
    ...details,
    ...signatureOf(actor),
  }
}

/** The number a document being signed holds, as its last action names it. */
export function numberOf({ agencyId, register, year, number }: Document) {
  return { agencyId, register, year, number }
}

/** The document, for an officer of its agency; refuses to anyone else. */
export async function requireOwnDocument(work: Work, officer: Officer, id: string): Promise<Document> {
  const document = await findOwnDocument(work.tx, officer, id)
  if (!document) throw documentNotFound()
  return document
}

function signatureOf(actor: Actor) {
  const actorId = actor.kind === 'officer' || actor.kind === 'citizen' ? actor.id : null
  return { actorKind: actor.kind, actorId }
}
