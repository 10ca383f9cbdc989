/** The rows of the documents of the past: the document, its texts and acts, and the folds its triggers would have kept. */
import type pg from 'pg'
import { localDay } from '#shared/dates.ts'
import type { Random } from '../random.ts'
import { type Cell, json, openCopy, text } from '../tables/copy-table.ts'
import { checkCode } from '../write-result.ts'
import { sealOf } from './issuing.ts'
import { stepOf } from './outgoing.ts'
import type { Paper, PaperAct, Papers } from './paper.ts'
import type { PaperStaff } from './paper-staff.ts'
import type { SampleLetter } from './sample-letters.ts'
import { storeReceived } from './store-received.ts'

/** Documents, texts and acts: while the tables are bare. */
export async function storePapers(
  client: pg.ClientBase,
  { papers }: Papers,
  {
    random,
    samples,
    staffOf,
  }: { random: Random; samples: ReadonlyMap<string, SampleLetter>; staffOf(paper: Paper): PaperStaff },
): Promise<void> {
  const documents = openCopy(
    'documents.document',
    `id, agency_id, source, status, version, last_seq, register, year, number, symbol, check_code, signed_by, signer_name, confirmed_at,
     signed_at, issued_at, sha256, replaces, revoke_asked_by, revoke_asked_at, revoke_asked_why, revoked_by, revoked_at, revoked_why,
     replaced_by`,
  )
  const texts = openCopy(
    'documents.version',
    'document_id, version, kind, title, subject, content, drafted_by, drafted_at',
  )
  const actions = openCopy(
    'documents.action',
    'document_id, seq, kind, actor_kind, actor_id, version, agency_id, register, year, number, sha256, reason, data, at',
  )
  for (const paper of papers) {
    const { id, office, source, place, confirmedAt, issuedAt, revoked, revokeAsked } = paper
    const acts = paper.acts.toSorted((one, other) => one.at.getTime() - other.at.getTime())
    const { leader } = staffOf(paper)
    const isOut = source === 'agency' && issuedAt
    const sample = samples.get(paper.kind)?.sha256
    documents.add(
      id,
      office.id,
      source,
      statusOf(paper),
      paper.texts.length,
      acts.length,
      isOut ? place?.register : null,
      isOut ? place?.year : null,
      isOut ? place?.number : null,
      place ? text(place.symbol) : null,
      checkCode(random),
      isOut ? leader.id : null,
      isOut ? text(leader.name) : null,
      confirmedAt,
      confirmedAt,
      issuedAt,
      source === 'incoming' ? sample : null,
      paper.replaces?.id,
      revokeAsked?.by,
      revokeAsked?.at,
      revokeAsked?.why,
      revoked?.by,
      revoked?.at,
      revoked?.why,
      revoked?.replacedBy?.id,
    )
    for (const [index, { by, at }] of paper.texts.entries())
      texts.add(id, index + 1, paper.kind, paper.title, text(paper.subject), json(paper.content), by, at)
    for (const [index, act] of acts.entries())
      actions.add(id, index + 1, ...cellsOf(paper, act, act.kind === 'receive' ? sample : undefined))
  }
  for (const table of [documents, texts, actions]) await table.flush(client)
}

function cellsOf({ office }: Paper, act: PaperAct, sha256: string | undefined): Cell[] {
  const { kind, actorId, version, place, reason, data, at } = act
  const where = place ? [office.id, place.register, place.year, place.number] : [null, null, null, null]
  return [
    kind,
    'past',
    actorId,
    version,
    ...where,
    sha256,
    reason ? text(reason) : null,
    json(data?.() ?? {}),
    at,
  ]
}

function statusOf({ source, route, issuedAt, revoked }: Paper): string {
  if (source === 'incoming') return 'received'
  if (revoked) return 'revoked'
  if (issuedAt) return 'issued'
  return route.state === 'discarded' ? 'discarded' : 'draft'
}

/** Routes, opinions, readers, what came and who has it: once the tables have their triggers again. */
export async function storeFolds(
  client: pg.ClientBase,
  { papers, opinions, received, sendings }: Papers,
  samples: ReadonlyMap<string, SampleLetter>,
  staffOf: (paper: Paper) => PaperStaff,
): Promise<void> {
  const routes = openCopy(
    'documents.route',
    `document_id, state, drafted_by, version, steps, step, waits_agency_id, waits_places, due_at, submitted_by, submitted_at, since, why, seal`,
  )
  const relations = openCopy('documents.relation', 'document_id, kind, target_id, settled_at')
  const readers = openCopy('documents.reader', 'document_id, agency_id, why, since')
  const waiting = openCopy('documents.text_waiting', 'document_id')
  for (const paper of papers) {
    waiting.add(paper.id)
    for (const { agencyId, why, since } of paper.readers) readers.add(paper.id, agencyId, why, since)
    if (paper.replaces) relations.add(paper.id, 'replaces', paper.replaces.id, paper.issuedAt)
    if (paper.source === 'incoming') continue
    const { state, submittedAt, dueAt, since, why } = paper.route
    const waits = state === 'in_route'
    const drafter = staffOf(paper).specialist.id
    routes.add(
      paper.id,
      state,
      drafter,
      paper.texts.length,
      json(submittedAt ? [stepOf(paper)] : []),
      waits ? 0 : null,
      waits ? paper.office.id : null,
      waits ? `{"${paper.office.id}/van-thu"}` : null,
      waits ? dueAt : null,
      submittedAt ? drafter : null,
      submittedAt,
      since,
      why ? text(why) : null,
      paper.issuedAt ? sealOf(paper.office) : null,
    )
  }
  const asked = openCopy(
    'documents.opinion',
    `id, document_id, version, agency_id, question, asked_by, asked_at, due_at, answer, wording, answered_by, answered_name,
     answered_version, answered_at`,
  )
  for (const { id, paper, agencyId, question, askedBy, at, dueAt, answer } of opinions)
    asked.add(
      id,
      paper.id,
      1,
      agencyId,
      text(question),
      askedBy,
      at,
      dueAt,
      answer?.answer,
      answer ? text(answer.wording) : null,
      answer?.by,
      answer ? text(answer.name) : null,
      answer ? 1 : null,
      answer?.at,
    )
  // What waits to be read comes before the readers, of whom a trigger would note it too.
  for (const table of [routes, relations, waiting, readers, asked]) await table.flush(client)
  await storeReceived(client, received, samples, staffOf)
  const sent = openCopy(
    'documents.sending',
    'document_id, agency_id, state, sent_at, changed_at, received_as',
  )
  for (const { paper, agencyId, at, received: come } of sendings) {
    const as = come?.paper.place && `${come.paper.place.number}, ${localDay(come.arrivedAt)}`
    sent.add(paper.id, agencyId, come ? 'registered' : 'sent', at, come?.registeredAt ?? at, as)
  }
  await sent.flush(client)
}
