/** A file that was brought to a meeting, as the page of its recordings tells of it. */
import type { ListedFile } from '#server/modules/meetings/index.ts'
import { formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'

const words = m.meetings.soundFiles
/** A recorder that runs hears at least its own noise. */
const silence = 0.003

export function presentFile(file: ListedFile) {
  const { id, name, size, begunAt, state, isOwn } = file
  return {
    id,
    name,
    size,
    words: `${name}, ${words.begins(formatDateTime(begunAt))}: ${stateOf(file)}`,
    isOpen: state === 'sending' && isOwn,
    mayDrop: state === 'sending' || state === 'refused',
  }
}

function stateOf({ state, size, hereBytes, cutMs, peak, problem }: ListedFile): string {
  if (state === 'sending') return words.states.sending(Math.floor((100 * hereBytes) / size))
  if (state === 'waiting') return words.states.waiting(cutMs / 1000)
  if (state === 'refused')
    return problem === 'released'
      ? words.released
      : m.refusal('files.sound_refused', { problem: problem ?? '' })
  const taken = peak < silence ? words.states.silent : words.states.taken
  return problem ? words.states.partly(taken, cutMs / 1000) : taken
}
