/** Whisper's decoder: one token after the other, each from what was written before and what was heard. */
import type { Runtime, Session, Tensor } from './runtime.ts'

/** The layers and heads of Whisper small whose looks follow the sound (a list of its authors). */
const following: readonly (readonly [layer: number, heads: readonly number[]])[] = [
  [5, [3, 9]],
  [8, [0, 4, 7, 8]],
  [9, [0, 7, 9]],
  [10, [5]],
]
const headCount = 12
const headSize = 64

/** Where the decoder stands after what it was given: never changed, so that several ways may go on from it. */
export interface Place {
  /** For each token given last, how likely each token is next (logits). */
  logits: Float32Array
  past: Readonly<Record<string, Tensor>>
  /** What the last token looked at, by head that follows the sound. */
  looks: Float32Array[]
}

export class Decoder {
  readonly vocabulary: number
  readonly #runtime: Runtime
  readonly #session: Session
  readonly #fetches: readonly string[]

  constructor(runtime: Runtime, session: Session, vocabulary: number) {
    this.#runtime = runtime
    this.#session = session
    this.vocabulary = vocabulary
    this.#fetches = [
      'logits',
      ...session.outputNames.filter((name) => name.startsWith('present.') && name.includes('.decoder.')),
      ...following.map(([layer]) => `cross_attentions.${layer}`),
    ]
  }

  /** Begins with the marks that say what is wanted. */
  async begin(marks: readonly number[], heard: Tensor): Promise<Place> {
    const empty: Record<string, Tensor> = {}
    for (const name of this.#session.inputNames)
      if (name.startsWith('past_key_values.'))
        empty[name] = new this.#runtime.Tensor('float32', new Float32Array(), [1, headCount, 0, headSize])
    const fetches = [
      ...this.#fetches,
      ...this.#session.outputNames.filter(
        (name) => name.startsWith('present.') && name.includes('.encoder.'),
      ),
    ]
    return this.#run(marks, heard, empty, false, fetches)
  }

  /** One token more. */
  next(place: Place, token: number, heard: Tensor): Promise<Place> {
    return this.#run([token], heard, place.past, true, this.#fetches)
  }

  async #run(
    tokens: readonly number[],
    heard: Tensor,
    past: Readonly<Record<string, Tensor>>,
    isOn: boolean,
    fetches: readonly string[],
  ): Promise<Place> {
    const { Tensor } = this.#runtime
    const out = await this.#session.run(
      {
        ...past,
        input_ids: new Tensor('int64', BigInt64Array.from(tokens, BigInt), [1, tokens.length]),
        encoder_hidden_states: heard,
        use_cache_branch: new Tensor('bool', Uint8Array.of(isOn ? 1 : 0), [1]),
      },
      fetches,
    )
    const kept: Record<string, Tensor> = { ...past }
    for (const [name, tensor] of Object.entries(out))
      if (name.startsWith('present.')) kept[name.replace('present', 'past_key_values')] = tensor
    return {
      logits: (out.logits as Tensor).data as Float32Array,
      past: kept,
      looks: following.flatMap(([layer, heads]) => looksOf(out[`cross_attentions.${layer}`], heads)),
    }
  }
}

/** The rows of the last token. */
function looksOf(attention: Tensor | undefined, heads: readonly number[]): Float32Array[] {
  if (!attention) return []
  const [, , tokens = 1, frames = 0] = attention.dims
  return heads.map((head) => {
    const from = (head * tokens + tokens - 1) * frames
    return (attention.data as Float32Array).slice(from, from + frames)
  })
}
