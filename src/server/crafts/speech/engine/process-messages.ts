/** What is said between whoever has sound heard and the process that hears it. */
import type { Heard, HearingOptions, SpeechFiles, VoiceState } from '../model.ts'

/** Given to the process as it starts. */
export interface EngineSetting {
  files: SpeechFiles
  threads: number
}

export type SpeechQuestion =
  | { kind: 'voice'; samples: Float32Array; state: VoiceState | undefined }
  | { kind: 'hear'; samples: Float32Array; options: HearingOptions }

export type SpeechReply =
  | { kind: 'voice'; probabilities: Float32Array; state: VoiceState }
  | { kind: 'hear'; heard: Heard }
  | { kind: 'failed'; message: string }
