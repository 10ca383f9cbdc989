/** Whether letters form Vietnamese syllables: how text in an unknown encoding is told from the same bytes read otherwise. */

const onsets = new Set(' b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x'.split(' '))

const rhymes = new Set(
  `a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
  e ec em en eng eo ep et ê ech êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
  o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
  ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt
  uơ up ut uy uya uych uyên uyêt uynh uyt uyn uyu uyp ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
  y ych yên yêm yêng yêt yêu ynh yt uang uac uanh uai uan uat uach uăn uăng uăt uen ueo uet ui`.split(/\s+/),
)

const tones = /[\u0300\u0301\u0303\u0309\u0323]/g
const longest = 7

/** One syllable in composed letters, with any tone or none. */
export function isSyllable(text: string): boolean {
  if (text.length === 0 || text.length > longest) return false
  const bare = text.toLowerCase().normalize('NFD').replace(tones, '').normalize('NFC')
  for (let cut = Math.min(3, bare.length - 1); cut >= 0; cut--)
    if (onsets.has(bare.slice(0, cut)) && rhymes.has(bare.slice(cut))) return true
  return false
}

const words = /[\p{L}\p{M}]+/gu
const beyondAscii = /[^\0-\x7f]/

/** Of the words of two letters or more with one beyond ASCII: how many there are, and how many of them are Vietnamese syllables. */
export function countSyllables(text: string): { told: number; right: number } {
  let [told, right] = [0, 0]
  for (const [word] of text.matchAll(words)) {
    // One letter may be a sign: £ stands where an old font draws Ê.
    if (word.length < 2 || !beyondAscii.test(word)) continue
    told += 1
    if (isSyllable(word.normalize('NFC'))) right += 1
  }
  return { told, right }
}
