import type { Refusals } from '../refusals.ts'
import { clockOf } from './sound-clock.ts'

const problems: Record<string, string> = {
  unreadable:
    'The sound in this file cannot be read. Try it on your machine; if it plays, save it as WAV, MP3 or FLAC and send that; if not, take the file from the recorder again.',
  'no-sound': 'There is no sound in this file. Choose the recording and send it again.',
  codec:
    'The sound in this file is written in a way that is not read here. Save it as WAV, MP3, FLAC or Opus and send that.',
  'needs-ffmpeg':
    'This is AAC, which this server cannot read without ffmpeg. Save it as WAV, MP3, FLAC or Opus and send that, or ask an administrator to install ffmpeg.',
  'too-long': 'The recording is longer than 12 hours. Split it and send each file.',
  'too-costly':
    'The file is built in too complicated a way to be read within limits. Save it as WAV, MP3 or FLAC and send that.',
}

export const soundRefusals = {
  'files.sound_refused': ({ problem, second }) =>
    problem === 'damaged'
      ? `The file is damaged from ${clockOf(second)} on; what is before was read and is kept. If you have the original, send that.`
      : (problems[String(problem)] ?? (problems.unreadable as string)),
  'files.sound_overdue':
    'The server is busy and has not finished reading the sound; nothing is said against the file. Wait a few minutes and try again.',
} satisfies Refusals
