import type { Chance } from './random.ts'

const largest = 1 << 20
const edges = [0, 1, 2, 0x7f, 0x80, 0xfe, 0xff, 0x20, 0x0a, 0x28, 0x2f, 0x3c, 0x5b]

/** Changes bytes without knowing what they mean: flips, cuts, repeats, moves. */
export function mutateBytes(bytes: Buffer, chance: Chance): Buffer {
  let result = bytes
  for (let rounds = 1 + chance.below(6); rounds > 0; rounds--) result = mutateOnce(result, chance)
  return result.subarray(0, largest)
}

function mutateOnce(bytes: Buffer, chance: Chance): Buffer {
  if (bytes.length === 0) return Buffer.of(chance.below(256))
  const from = chance.below(bytes.length)
  const to = Math.min(bytes.length, from + 1 + chance.below(chance.is(0.3) ? 2000 : 16))
  const part = bytes.subarray(from, to)
  const [before, after] = [bytes.subarray(0, from), bytes.subarray(to)]
  switch (chance.below(7)) {
    case 0: {
      const changed = Buffer.from(bytes)
      changed[from] = chance.is(0.5) ? chance.pick(edges) : chance.below(256)
      return changed
    }
    case 1:
      return Buffer.concat([before, after])
    case 2: {
      const count = chance.is(0.1) ? 5000 : 2 + chance.below(40)
      const room = Math.max(0, Math.floor((largest - bytes.length) / part.length))
      return Buffer.concat([before, ...Array(Math.min(count, room)).fill(part), after])
    }
    case 3:
      return Buffer.concat([after, part, before])
    case 4:
      return before
    case 5: {
      const changed = Buffer.from(bytes)
      if (changed.length < 4) return changed
      const at = chance.below(changed.length - 3)
      const value = chance.pick([0, 1, 0xffff, 0x7fffffff, 0xffffffff, bytes.length, bytes.length - 1])
      if (chance.is(0.5)) changed.writeUInt32BE(value, at)
      else changed.writeUInt32LE(value, at)
      return changed
    }
    default:
      return Buffer.concat([before, part.toReversed(), after])
  }
}
