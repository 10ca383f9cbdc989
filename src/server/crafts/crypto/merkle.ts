import { sha256, sha256Of } from './sha256.ts'

/**
 * Hash tree of RFC 9162 §2.1 (Certificate Transparency) with SHA-256: leaves and nodes are hashed under
 * different prefixes, so that no node can be passed off as a leaf.
 */
export function leafHash(leaf: Uint8Array): Buffer {
  return sha256Of(leafPrefix, leaf)
}

const leafPrefix = Uint8Array.of(0)
const nodePrefix = Uint8Array.of(1)

function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return sha256Of(nodePrefix, left, right)
}

export interface MerkleTree {
  /** Appends one leaf (its content, not its hash). */
  append(leaf: Uint8Array): void
  /** How many leaves there are. */
  count(): number
  /** The root over the leaves so far; more may follow. */
  root(): Buffer
}

/** Computes the root of leaves as they stream by, remembering one hash per level only. */
export function createMerkleTree(): MerkleTree {
  // complete[k] is the root of a finished subtree of 2^k leaves, as in the binary digits of the count.
  const complete: (Buffer | undefined)[] = []
  let count = 0
  return {
    append(leaf) {
      let hash = leafHash(leaf)
      let level = 0
      for (let left = complete[level]; left; left = complete[level]) {
        hash = nodeHash(left, hash)
        complete[level] = undefined
        level++
      }
      complete[level] = hash
      count++
    },
    count: () => count,
    root() {
      let root: Buffer | undefined
      for (const left of complete) if (left) root = root ? nodeHash(left, root) : left
      return root ?? sha256(Buffer.alloc(0))
    },
  }
}

/** The root over all leaves. */
export function merkleRoot(leaves: Iterable<Uint8Array>): Buffer {
  const tree = createMerkleTree()
  for (const leaf of leaves) tree.append(leaf)
  return tree.root()
}

/** The hashes that lead from leaf `index` to the root of `leaves` (RFC 9162 §2.1.3.1). */
export function inclusionProof(leaves: readonly Uint8Array[], index: number): Buffer[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) throw new RangeError('no such leaf')
  const proof: Buffer[] = []
  let row = leaves.map(leafHash)
  for (let at = index; row.length > 1; at >>= 1) {
    const sibling = row[at ^ 1]
    if (sibling) proof.push(sibling)
    const above: Buffer[] = []
    for (let i = 0; i < row.length; i += 2) {
      const left = row[i] as Buffer
      const right = row[i + 1]
      // The last of an odd row moves up unchanged: the larger subtree is always the left one.
      above.push(right ? nodeHash(left, right) : left)
    }
    row = above
  }
  return proof
}

export interface InclusionClaim {
  leaf: Uint8Array
  index: number
  count: number
  proof: readonly Uint8Array[]
  root: Uint8Array
}

/** Whether `leaf` is the leaf `index` of the tree of `count` leaves with this root (RFC 9162 §2.1.3.2). */
export function verifyInclusion({ leaf, index, count, proof, root }: InclusionClaim): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(count) || index < 0 || index >= count)
    return false
  let first = BigInt(index)
  let last = BigInt(count - 1)
  let hash = leafHash(leaf)
  for (const sibling of proof) {
    if (last === 0n || sibling.length !== 32) return false
    if (first & 1n || first === last) {
      hash = nodeHash(sibling, hash)
      while (!(first & 1n) && first !== 0n) {
        first >>= 1n
        last >>= 1n
      }
    } else {
      hash = nodeHash(hash, sibling)
    }
    first >>= 1n
    last >>= 1n
  }
  return last === 0n && hash.equals(root)
}
