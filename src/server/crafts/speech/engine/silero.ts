/** Silero, version 5: how likely somebody speaks, in frames of 32 milliseconds. */
import type { VoiceState } from '../model.ts'
import { frameSize } from '../voice/pieces.ts'
import type { Runtime, Session } from './runtime.ts'

/** Samples of the frame before that it hears along with each. */
const contextSize = 64

/** Hears whole frames of a block; the state it gives belongs to the next block of the same recording. */
export async function hearVoice(
  { Tensor }: Runtime,
  session: Session,
  samples: Float32Array,
  state?: VoiceState,
): Promise<{ probabilities: Float32Array; state: VoiceState }> {
  const rate = new Tensor('int64', BigInt64Array.of(16_000n), [])
  let memory = new Tensor('float32', state?.memory ?? new Float32Array(2 * 128), [2, 1, 128])
  let context = state?.context ?? new Float32Array(contextSize)
  const probabilities = new Float32Array(Math.floor(samples.length / frameSize))
  for (const index of probabilities.keys()) {
    const frame = samples.subarray(index * frameSize, (index + 1) * frameSize)
    const input = new Float32Array(contextSize + frameSize)
    input.set(context)
    input.set(frame, contextSize)
    const heard = await session.run({
      input: new Tensor('float32', input, [1, input.length]),
      state: memory,
      sr: rate,
    })
    probabilities[index] = Number(heard.output?.data[0] ?? 0)
    memory = heard.stateN ?? memory
    context = frame.slice(frameSize - contextSize)
  }
  return { probabilities, state: { memory: Float32Array.from(memory.data as Float32Array), context } }
}
