import { z } from 'zod'
import { conciliationEnds } from '#server/modules/catalogue/index.ts'
import { confirmGiven, confirmPerson } from '#server/modules/registry/index.ts'
import type { Citizen, Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { formatDateTime, localDay } from '#shared/dates.ts'
import { Day } from '#shared/day.ts'
import type { Answers } from '#shared/form/answers.ts'
import { printedText } from '#shared/form/show/printed-text.ts'
import type { Refusal } from '#shared/refusal.ts'
import { FileForApplicant } from '../apply/file-for-applicant.ts'
import { findHandedIn, holdPapers } from '../apply/gather-papers.ts'
import { prerequisiteSettled } from '../events.ts'
import { chargeDossier } from '../fees/charge-dossier.ts'
import { dutyKey } from '../fees/fees-of.ts'
import {
  type ActionKey,
  lockForApplicant,
  lockForOfficer,
  mayTake,
  takeAction,
} from '../handle/take-action.ts'
import type { ActionData, Settlement } from '../model.ts'
import { placeOf } from '../parties.ts'
import {
  numberOf,
  openedBySettling,
  openingOf,
  type Prerequisite,
  type Standing,
  type Standings,
} from '../prerequisites.ts'
import type { Dossier } from '../read/dossier-queries.ts'
import { insertPapers, listPapersOfDossier, type NewPaper } from '../read/paper-queries.ts'
import { prerequisitesOf } from '../read/prerequisites-of.ts'
import {
  applicantDiffers,
  evidenceNeeded,
  paperUnknown,
  partyDiffers,
  postingRuns,
  prerequisiteNotOpen,
  prerequisiteUnknown,
} from '../refusals.ts'

export const SettlePrerequisite = z
  .strictObject({
    key: z.string().max(60).meta({ description: 'prerequisites[].key of the dossier' }),
    how: z.enum(['done', 'refused']),
    met: z
      .enum(conciliationEnds)
      .optional()
      .meta({ description: 'What a meeting of the parties ended with; absent: one of them did not come' }),
    who: z
      .array(z.string().max(60))
      .max(4)
      .default([])
      .meta({ description: 'Of several people those who agreed, came or signed now: prerequisites[].who' }),
    note: printedText({ max: 2000 }).default(''),
    /** Of the paper that says so. */
    number: printedText({ max: 60 }).default(''),
    on: Day.optional(),
    amount: z.coerce.number().int().min(0).max(1_000_000_000_000).optional(),
    upload: z.uuid().optional().meta({ description: 'A finished upload: the paper itself' }),
    scans: z.array(z.uuid()).max(20).default([]).meta({
      description: 'Finished uploads: what was shown or signed, a file each; recorded anew, in their place',
    }),
    present: FileForApplicant.pick({ idNumber: true, fullName: true, bornOn: true, gender: true })
      .optional()
      .meta({ description: 'Who stands before the counter and agrees, as their card says' }),
  })
  .meta({ id: 'SettlePrerequisite', example: { key: 'attendance', how: 'done', who: ['groom', 'bride'] } })
export type SettlePrerequisite = z.input<typeof SettlePrerequisite>
type Given = z.output<typeof SettlePrerequisite>

/** What an officer must give with each kind: nothing from outside is recorded without the paper that says it. */
export const evidence: Record<
  Prerequisite['kind'],
  readonly ('number' | 'on' | 'upload' | 'amount' | 'note')[]
> = {
  consent: [],
  attendance: [],
  draft: [],
  opinion: ['number', 'on'],
  outcome: ['number', 'on', 'upload'],
  meeting: ['on', 'note'],
  posting: ['note'],
  objection: ['on', 'note'],
  visit: ['on', 'note'],
  duty: ['number', 'amount', 'upload'],
  handIn: [],
}

/** These begin by being asked for: their time has to run, or somebody has to see what they are asked. */
const asksFirst: readonly Prerequisite['kind'][] = ['posting', 'objection', 'draft']
/** Nobody says of these that their time is over: it is. */
const runOut: readonly Prerequisite['kind'][] = ['posting', 'objection']

/**
 * Records what became of something awaited: who came or agreed at the counter, which paper arrived. Who agrees there is named
 * by number, name and birth date; returns the refusal where these are nobody's, to be told once the miss is stored.
 */
export async function settlePrerequisite(
  work: Work,
  officer: Officer,
  id: string,
  input: SettlePrerequisite,
  key: ActionKey = {},
): Promise<Refusal | undefined> {
  const given = SettlePrerequisite.parse(input)
  const dossier = await lockForOfficer(work, officer, id)
  if ((await mayTake(work, dossier, 'settle_prerequisite', key)) === 'repeated') return undefined
  const { prerequisite, standing, all, standings } = await find(work, dossier, given)
  const { kind, name, conciliation } = prerequisite
  const isAsked = standing?.state === 'open'
  if (!isAsked && asksFirst.includes(kind)) throw prerequisiteNotOpen({ name })
  if (runOut.includes(kind) && standing?.dueAt && work.now < standing.dueAt && given.how === 'done')
    throw postingRuns({ name, until: formatDateTime(standing.dueAt) })
  const missing = evidence[kind].filter((part) => isBlank(given[part]))
  if (missing.length > 0) throw evidenceNeeded({ name, missing })
  // Only what the parties came to says how such a meeting ended.
  if (conciliation ? !given.met || given.how !== 'done' : given.met)
    throw evidenceNeeded({ name, missing: ['met'] })
  if (given.on && given.on > localDay(work.now)) throw evidenceNeeded({ name, missing: ['on'] })
  const opening = openingOf(prerequisite, dossier.answers as unknown as Answers, undefined)
  const awaited = isAsked ? standing.outstanding : opening.who
  const who = given.who.length > 0 ? given.who : kind === 'consent' ? awaited.slice(0, 1) : awaited
  if (who.some((one) => !awaited.includes(one))) throw prerequisiteUnknown({ key: who.join(', ') })
  if (kind === 'consent' || kind === 'draft') {
    const differs = await isSomeoneElse(work, officer, dossier, kind, who, given)
    if (differs) return differs
  }
  const next = openedBySettling(prerequisite, given, all, standings, dossier.answers as unknown as Answers)
  const opens = [...(isAsked ? [] : [opening]), ...next]
  // Paid elsewhere, as the paper says: here nothing more is asked for it.
  if (standing?.charge)
    await chargeDossier(work, dossier, standing.charge, { without: dutyKey(prerequisite.key) })
  await record(work, dossier, prerequisite, opens.length > 0 ? { opens } : {}, { ...given, who }, key)
  return undefined
}

/** The applicant says of the draft put before them that it is right, or what is wrong with it. */
export async function settleOwnDraft(
  work: Work,
  citizen: Citizen,
  id: string,
  input: SettlePrerequisite,
  key: ActionKey = {},
): Promise<void> {
  const given = SettlePrerequisite.parse(input)
  const dossier = await lockForApplicant(work, citizen, id)
  if ((await mayTake(work, dossier, 'settle_prerequisite', key)) === 'repeated') return
  const { prerequisite, standing } = await find(work, dossier, given)
  if (prerequisite.kind !== 'draft') throw prerequisiteUnknown({ key: given.key })
  if (standing?.state !== 'open') throw prerequisiteNotOpen({ name: prerequisite.name })
  if (given.how === 'refused' && given.note.length < 3)
    throw evidenceNeeded({ name: prerequisite.name, missing: ['note'] })
  const { how, note, key: settled } = given
  await record(work, dossier, prerequisite, {}, SettlePrerequisite.parse({ key: settled, how, note }), key)
}

async function find(
  work: Work,
  dossier: Dossier,
  { key }: Given,
): Promise<{
  prerequisite: Prerequisite
  standing: Standing | undefined
  all: readonly Prerequisite[]
  standings: Standings
}> {
  const { prerequisites, standings } = await prerequisitesOf(work, dossier)
  const prerequisite = prerequisites.find((one) => one.key === key)
  if (!prerequisite) throw prerequisiteUnknown({ key })
  return { prerequisite, standing: standings[key], all: prerequisites, standings }
}

/** At the counter a person agrees in the flesh: the one the answers name, or for a draft the applicant. */
async function isSomeoneElse(
  work: Work,
  officer: Officer,
  dossier: Dossier,
  kind: 'consent' | 'draft',
  who: readonly string[],
  { present, note }: Given,
): Promise<Refusal | undefined> {
  if (kind === 'draft') {
    if (!present) throw evidenceNeeded({ name: '', missing: ['present'] })
    return (await confirmPerson(work, officer, dossier.applicantId, present)) ? undefined : applicantDiffers()
  }
  const [one, ...others] = who
  if (!one || others.length > 0) throw partyDiffers()
  const number = numberOf(dossier.answers as unknown as Answers, one)
  // Of whom no number is known, the officer writes down by what paper they knew them.
  if (!number && note.length < 10) throw evidenceNeeded({ name: '', missing: ['note'] })
  if (!number) return undefined
  if (!present) throw evidenceNeeded({ name: '', missing: ['present'] })
  if (present.idNumber !== number) throw partyDiffers()
  return (await confirmGiven(work, officer, present)) ? undefined : applicantDiffers()
}

async function record(
  work: Work,
  dossier: Dossier,
  { key: settled, kind, name }: Prerequisite,
  data: ActionData,
  given: Given,
  key: ActionKey,
): Promise<void> {
  const uploads = [...(given.upload ? [given.upload] : []), ...given.scans]
  const papers = await papersOf(work, dossier, settled, uploads, name)
  const { how, who, met, note, number, on, amount, present } = given
  const settles: Settlement = {
    key: settled,
    how,
    who,
    ...(met ? { met } : {}),
    ...(note ? { note } : {}),
    ...(number ? { number } : {}),
    ...(on ? { on } : {}),
    ...(amount === undefined ? {} : { amount }),
    ...(present ? { by: present.fullName } : {}),
    ...(papers ? { paper: papers.seq } : {}),
  }
  const { seq } = await takeAction(work, dossier, 'settle_prerequisite', { ...data, settles }, key)
  if (papers) {
    await holdPapers(work, dossier.applicantId, papers.files)
    await insertPapers(work.tx, dossier.id, seq, papers.files, work.now)
  }
  await work.record(prerequisiteSettled(dossier.id, { ...placeOf(dossier), seq, key: settled, kind, how }))
}

/** What was uploaded, as papers of the dossier still to be stored; `seq`: the number of the first. */
async function papersOf(
  work: Work,
  dossier: Dossier,
  key: string,
  given: readonly string[],
  name: string,
): Promise<{ seq: number; files: NewPaper[] } | undefined> {
  if (given.length === 0) return undefined
  const { uploads } = await findHandedIn(
    work,
    dossier.applicantId,
    given.map((upload) => ({ key, upload })),
  )
  const files = given.map((upload) => {
    const file = uploads.find(({ id }) => id === upload)
    if (!file) throw paperUnknown({ key: name })
    const { sha256, mediaType, size } = file
    const common = { key, source: 'upload' as const, vaultPaperId: null }
    return { ...common, name: file.name.slice(0, 200), sha256, mediaType, size }
  })
  const papers = await listPapersOfDossier(work.tx, dossier.id)
  return { seq: (papers.at(-1)?.seq ?? 0) + 1, files }
}

function isBlank(value: string | number | undefined): boolean {
  return value === undefined || value === ''
}
