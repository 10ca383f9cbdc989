/** What is known of sound from outside before it is heard, and why it may not be. */

export const soundContainers = [
  'webm',
  'matroska',
  'mp4',
  'quicktime',
  'ogg',
  'wav',
  'mp3',
  'flac',
  'adts',
] as const
export type SoundContainer = (typeof soundContainers)[number]

export const soundCodecs = ['opus', 'pcm', 'mp3', 'flac', 'aac'] as const
export type SoundCodec = (typeof soundCodecs)[number]

export interface SoundFacts {
  /** What the file says of itself, or where its last packet ends: what is read may be less. */
  seconds: number
  container: SoundContainer
  codec: SoundCodec
  channels: number
  /** Samples a second as they were written; what is given has 16,000. */
  rate: number
}

/** What is found of a short piece of sound that was listened to from beginning to end. */
export interface HeardSound extends SoundFacts {
  /** What was really there, which may be less than the file says. */
  heardSeconds: number
  /** The loudest sample, from 0 to 1. */
  peak: number
  /** Why the rest could not be read. */
  problem?: SoundProblem
}

/**
 * `no-sound`: it holds no track of sound, or an empty one; `codec`: a way of writing sound that is not read here; `needs-ffmpeg`: AAC,
 * which is read where the system has ffmpeg; `damaged`: from a second on; `too-costly`: it takes more work or memory than honest sound
 * does; `overdue`: the machine did not give it its time, or its reader was stopped twice, which says nothing of the file.
 */
export const soundProblems = [
  'unreadable',
  'no-sound',
  'codec',
  'needs-ffmpeg',
  'too-long',
  'damaged',
  'too-costly',
  'overdue',
] as const
export type SoundProblem = (typeof soundProblems)[number]

export interface SoundLimits {
  /** Longer sound is refused before it is read; so is what goes on longer than it said. */
  mostSeconds: number
  /** Milliseconds of processor time for ten seconds of sound, and for opening it. */
  work: number
  /** The same by the clock. */
  wait: number
}

/** A working day in one file; ten seconds of stereo FLAC take some 100 ms of a quiet core. */
export const usualSoundLimits: SoundLimits = { mostSeconds: 12 * 3600, work: 15_000, wait: 120_000 }
