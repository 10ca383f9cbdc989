/**
 * A process that takes one file of sound apart, piece by piece as it is asked, or listens to short ones one after another. It holds no secret, no connection and no right to
 * write; whoever started it ends it when a piece takes too long or too much.
 */
import { answerQuestions } from '#server/crafts/threads/limited-process.ts'
import type { HeardSound } from './model.ts'
import type { SoundQuestion, SoundReply } from './process-messages.ts'
import { type ReadableSound, readSound, SoundProblemFound } from './read-sound.ts'
import { soundRate } from './resample.ts'

let pieces: AsyncGenerator<Float32Array> | undefined

answerQuestions<SoundQuestion, SoundReply>(answer)

async function answer(question: SoundQuestion): Promise<SoundReply> {
  // The one that had a file open has ended: whoever asks opens it again.
  if ('next' in question && !pieces) throw new Error('nothing is open')
  try {
    if ('open' in question) {
      const sound = await readSound(question.open, question.mostSeconds)
      pieces = closing(sound)
      return { facts: sound.facts }
    }
    if ('hear' in question) return { heard: await hear(question.hear, question.mostSeconds) }
    const next = await pieces?.next()
    return next?.done === false ? { samples: next.value } : { isOver: true }
  } catch (error) {
    if (!(error instanceof SoundProblemFound)) return { problem: 'unreadable' }
    const { problem, second } = error
    return second === undefined ? { problem } : { problem, second }
  }
}

async function* closing(sound: ReadableSound): AsyncGenerator<Float32Array> {
  try {
    yield* sound.samples()
  } finally {
    sound.close()
  }
}

async function hear(bytes: Uint8Array, mostSeconds: number): Promise<HeardSound> {
  const sound = await readSound(bytes, mostSeconds)
  let [count, peak] = [0, 0]
  try {
    for await (const piece of sound.samples()) {
      count += piece.length
      for (const value of piece) peak = Math.max(peak, Math.abs(value))
    }
    return { ...sound.facts, heardSeconds: count / soundRate, peak: Math.min(1, peak) }
  } catch (error) {
    // What cannot be read at all is refused; of the rest it is said how far it goes.
    if (!(error instanceof SoundProblemFound) || count === 0) throw error
    return {
      ...sound.facts,
      heardSeconds: count / soundRate,
      peak: Math.min(1, peak),
      problem: error.problem,
    }
  } finally {
    sound.close()
  }
}
