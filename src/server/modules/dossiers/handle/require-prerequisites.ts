import type { Work } from '#server/platform/work.ts'
import { contradictedMeeting, missingBefore, type Stage } from '../prerequisites.ts'
import type { Dossier } from '../read/dossier-queries.ts'
import { prerequisitesOf } from '../read/prerequisites-of.ts'
import { draftNotConfirmed, meetingDiffers, prerequisitesMissing } from '../refusals.ts'

/** Refuses, with their names, while something is not there that the service wants before this. */
export async function requirePrerequisites(
  work: Work,
  dossier: Dossier,
  stage: Stage,
  decision?: Record<string, unknown>,
): Promise<void> {
  const { prerequisites, standings } = await prerequisitesOf(work, dossier, decision)
  const missing = missingBefore(stage, prerequisites, standings).map(({ key, name }) => ({
    key,
    name,
    state: standings[key]?.state ?? 'notAsked',
  }))
  if (missing.length > 0) throw prerequisitesMissing({ missing, before: stage })
  const meeting = decision && contradictedMeeting(prerequisites, standings, decision)
  if (meeting) throw meetingDiffers({ name: meeting.name, met: standings[meeting.key]?.met })
}

/** A draft put before the applicant, confirmed or not yet, is the one that is proposed. */
export async function requireConfirmedDraft(work: Work, dossier: Dossier, mark: string): Promise<void> {
  const { prerequisites, standings } = await prerequisitesOf(work, dossier)
  const draft = prerequisites.find(({ kind, key }) => kind === 'draft' && standings[key])
  const standing = draft && standings[draft.key]
  if (draft && standing && standing.state !== 'refused' && standing.mark !== mark)
    throw draftNotConfirmed({ name: draft.name })
}
