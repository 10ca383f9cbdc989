/** What is written of one dossier: its own row, its actions, its papers. */
import { draftedAnswers } from '#server/modules/dossiers/filing.ts'
import { agencyWords, wordsOfNames } from '#server/modules/dossiers/read/search-words.ts'
import { namesIn } from '#shared/form/names.ts'
import { papersFor } from '#shared/form/requirements.ts'
import type { Filed } from './file-dossier.ts'
import type { Random } from './random.ts'
import type { SamplePaper } from './sample-papers.ts'
import { json, text } from './tables/copy-table.ts'
import type { PastTables } from './tables/past-tables.ts'

/** What the officer's search box finds it by: the words filing gives it. */
function searchWords({ code, office, person, life, service, answers }: Filed): string[] {
  return [
    ...agencyWords(office.id, life.state.submittedAt),
    person.idNumber,
    ...wordsOfNames([person.fullName, ...namesIn(service.form, answers)]),
    code.toLowerCase(),
    code.slice(-4),
  ]
}

export function writeDossier({ dossiers }: PastTables, random: Random, filed: Filed): void {
  const { id, code, service, office, person, unitCode } = filed
  const { state } = filed.life
  const { clock, terms } = state
  dossiers.add(
    id,
    code,
    random.id(state.submittedAt.getTime()),
    service.code,
    service.version,
    person.id,
    text(person.fullName),
    person.id,
    office.id,
    state.handlingAgencyId,
    unitCode,
    'online',
    state.status,
    state.step,
    state.assigneeId,
    json(filed.answers),
    filed.fee,
    state.submittedAt,
    filed.acceptBy,
    state.acceptedAt,
    state.dueAt,
    state.finishedAt,
    state.onTime,
    terms.budget,
    terms.budgetUnit,
    Math.floor(clock.budget?.unit === 'working_hours' ? clock.consumed * 60 : clock.consumed),
    clock.runningSince,
    state.pausedSince,
    state.waitsFor,
    state.waitsUntil,
    state.supplements,
    state.lastSeq,
    state.resultId,
    state.rating,
    state.ratedAt,
    state.extended,
    text(vectorOf(searchWords(filed))),
    true,
  )
}

export function writeActions({ actions }: PastTables, { id, life }: Filed): void {
  for (const { seq, kind, actorKind, actorId, actorName, agencyId, data, at } of life.actions)
    actions.add(id, seq, kind, actorKind, actorId, text(actorName), agencyId, json(data), at)
}

export function writePapers(
  { papers }: PastTables,
  random: Random,
  samples: ReadonlyMap<string, SamplePaper>,
  { id, service, answers, life }: Filed,
): void {
  let seq = 0
  for (const paper of papersFor(service, draftedAnswers(answers, life.state.submittedAt))) {
    if (paper.kind !== 'submit' || !(paper.required || random.chance(0.2))) continue
    const sample = samples.get(paper.name)
    if (!sample) continue
    seq += 1
    const { fileName, sha256, mediaType, size } = sample
    papers.add(id, seq, paper.key, fileName, sha256, mediaType, size, 'upload', 1, life.state.submittedAt)
  }
}

/** A `tsvector` in PostgreSQL's notation. */
function vectorOf(words: readonly string[]): string {
  return [...new Set(words)].map((word) => `'${word.replaceAll("'", "''")}'`).join(' ')
}
