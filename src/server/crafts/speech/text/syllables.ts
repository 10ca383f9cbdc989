/** How alike two Vietnamese syllables sound: by what they begin with, their rhyme and their tone. */
import { toneKey } from '#shared/text/index.ts'

interface Syllable {
  initial: string
  /** The vowels, with the glide before them. */
  vowel: string
  coda: string
  tone: string
}

const tones: Readonly<Record<string, string>> = {
  '\u0300': 'huyền',
  '\u0301': 'sắc',
  '\u0303': 'ngã',
  '\u0309': 'hỏi',
  '\u0323': 'nặng',
}
const initials = /^(ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvxfjwz])?(.*)$/u
/** Letters that write one sound. */
const oneSound: Readonly<Record<string, string>> = {
  k: 'c',
  ngh: 'ng',
  gh: 'g',
  d: 'gi',
  f: 'ph',
  j: 'gi',
  w: 'u',
  z: 'gi',
}

const kept = new Map<string, Syllable>()

function syllableOf(word: string): Syllable {
  const known = kept.get(word)
  if (known) return known
  const apart = toneKey(word).normalize('NFD')
  const tone = /[\u0300\u0301\u0303\u0309\u0323]/.exec(apart)?.[0]
  const plain = apart.replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '').normalize('NFC')
  let [, initial = '', rhyme = ''] = initials.exec(plain) ?? []
  // “gì”, “giếng”: the i is also the vowel.
  if (initial === 'gi' && !/^[aăâeêioôơuưy]/.test(rhyme)) rhyme = `i${rhyme}`
  if (initial === 'gi' && /^[êế]/.test(rhyme)) rhyme = `i${rhyme}`
  if (initial === 'qu') {
    initial = 'c'
    rhyme = `o${rhyme}`
  }
  const [, vowel = '', coda = ''] = /^([aăâeêioôơuưy]*)(.*)$/.exec(rhyme) ?? []
  const said = {
    initial: oneSound[initial] ?? initial,
    vowel: vowel.replaceAll('y', 'i').replace(/^u(?=[êâơi]$)/, 'o'),
    coda,
    tone: tone ? (tones[tone] ?? 'ngang') : 'ngang',
  }
  if (kept.size > 20_000) kept.clear()
  kept.set(word, said)
  return said
}

const pairs = (list: string) =>
  new Map(
    list.split(' ').map((pair) => {
      const [a = '', b = '', cost = ''] = pair.split(/[-:]/)
      return [[a, b].toSorted().join('-'), Number(cost)] as const
    }),
  )

/** What is mistaken for each other: by speakers of some part of the country, or by ears and models. */
const initialPairs = pairs(
  's-x:0.1 ch-tr:0.1 gi-r:0.15 gi-v:0.3 l-n:0.2 c-g:0.5 c-kh:0.5 g-kh:0.5 ng-nh:0.5 b-ph:0.5 b-v:0.5 b-m:0.5 b-p:0.2 đ-t:0.5 t-th:0.4 ch-x:0.4 ch-gi:0.4 tr-s:0.4 ch-s:0.4 h-kh:0.4 m-n:0.5 n-nh:0.4 l-r:0.4 đ-l:0.5 đ-n:0.5 ph-v:0.4 p-ph:0.4 ng-g:0.4 x-th:0.4 s-th:0.4 tr-t:0.4 ch-t:0.5 r-g:0.5 h-:0.5 ng-:0.6 đ-gi:0.5 tr-th:0.5 l-nh:0.6 h-ph:0.6 c-t:0.6',
)
const codaPairs = pairs(
  'n-ng:0.2 n-nh:0.25 ng-nh:0.3 t-c:0.2 t-ch:0.25 c-ch:0.3 m-n:0.35 m-ng:0.4 p-t:0.35 p-c:0.4 n-:0.6 m-:0.6 ng-:0.6 t-:0.6 c-:0.6 p-:0.6 n-t:0.5 ng-c:0.5 m-p:0.5 nh-ch:0.5 i-:0.5 u-:0.5 o-u:0.2',
)
const tonePairs = pairs(
  'hỏi-ngã:0.15 ngang-huyền:0.5 ngã-sắc:0.5 ngã-nặng:0.5 hỏi-nặng:0.5 hỏi-huyền:0.5 huyền-nặng:0.5 ngang-sắc:0.6',
)

const distanceOf = (known: ReadonlyMap<string, number>, a: string, b: string) =>
  a === b ? 0 : (known.get([a, b].toSorted().join('-')) ?? 1)

/** Vowels by where they are made: height, backness, rounding. */
const places: Readonly<Record<string, readonly [number, number, number]>> = {
  i: [0, 0, 0],
  ê: [1, 0, 0],
  e: [2, 0, 0],
  ư: [0, 1, 0],
  ơ: [1, 1, 0],
  â: [1.2, 1, 0],
  a: [3, 1, 0],
  ă: [2.8, 1, 0],
  u: [0, 2, 1],
  ô: [1, 2, 1],
  o: [2, 2, 1],
}

function vowelDistance(a: string, b: string): number {
  if (a === b) return 0
  const [one, other] = [[...a], [...b]]
  let sum = 0
  const length = Math.max(one.length, other.length)
  // From the end: a glide that is missed stands in front.
  for (let i = 1; i <= length; i++) {
    const [x, y] = [places[one.at(-i) ?? ''], places[other.at(-i) ?? '']]
    if (!x || !y || i > one.length || i > other.length) sum += 0.45
    else sum += Math.min(1, (Math.abs(x[0] - y[0]) + Math.abs(x[1] - y[1]) + Math.abs(x[2] - y[2])) * 0.3)
  }
  return Math.min(1, sum / Math.max(1, length * 0.8))
}

/** From 0, the same, to 1, nothing alike. Both in small letters. */
export function soundDistance(one: string, other: string): number {
  if (one === other) return 0
  // A number is that number or another.
  if (/\d/.test(one) || /\d/.test(other)) return 1
  const [a, b] = [syllableOf(one), syllableOf(other)]
  return (
    0.33 * distanceOf(initialPairs, a.initial, b.initial) +
    0.3 * vowelDistance(a.vowel, b.vowel) +
    0.17 * distanceOf(codaPairs, a.coda, b.coda) +
    0.2 * distanceOf(tonePairs, a.tone, b.tone)
  )
}
