/** How far what was recorded of a meeting is heard, as its readers are told. */
import type { Officer } from '#server/platform/actor.ts'
import { assetState } from '#server/platform/assets/index.ts'
import { askAsProgram, type Work } from '#server/platform/work.ts'
import { requireReader } from '../rights.ts'
import { measureProgress, type Progress } from './queries.ts'

export interface SpeechEngineView {
  state: 'absent' | 'fetching' | 'present' | 'damaged'
  /** Of a hundred parts, how many of engine and weights are here. */
  percent: number
}

/** How far engine and weights are here; looks at sizes and times of files only. */
export function viewSpeechEngine(): SpeechEngineView {
  const { state, bytes, of } = assetState('speech')
  return { state, percent: of === 0 ? 0 : Math.floor((bytes / of) * 100) }
}

export interface HearingView extends Progress {
  engine: SpeechEngineView
}

/** For whoever may read what was said: only how much, not who spoke or hears. Refuses a closed meeting (`meetings.not_written`). */
export async function viewHearing(work: Work, officer: Officer, meetingId: string): Promise<HearingView> {
  await requireReader(work, officer, meetingId)
  const progress = await askAsProgram(work, () => measureProgress(work.tx, meetingId))
  return { ...progress, engine: viewSpeechEngine() }
}
