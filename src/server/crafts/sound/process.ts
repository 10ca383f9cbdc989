/**
 * A process that takes one file of sound apart, piece by piece as it is asked. It holds no secret, no connection and no right to
 * write; whoever started it ends it when a piece takes too long or too much.
 */
import type { SoundQuestion, SoundReply } from './process-messages.ts'
import { readSound, SoundProblemFound } from './read-sound.ts'

let pieces: AsyncGenerator<Float32Array> | undefined

process.on('disconnect', () => process.exit())
process.on('message', (question: SoundQuestion) => {
  void answer(question).then((reply) => process.send?.(reply))
})

async function answer(question: SoundQuestion): Promise<SoundReply> {
  try {
    if ('open' in question) {
      const sound = await readSound(question.open, question.mostSeconds)
      pieces = sound.samples()
      return { facts: sound.facts }
    }
    const next = await pieces?.next()
    return next?.done === false ? { samples: next.value } : { isOver: true }
  } catch (error) {
    if (!(error instanceof SoundProblemFound)) return { problem: 'unreadable' }
    const { problem, second } = error
    return second === undefined ? { problem } : { problem, second }
  }
}
