/** Texts as offices write them: stock phrases, and words of Vietnamese syllables as often as Zipf has them. The same for a seed. */

const stock = [
  'Ủy ban nhân dân',
  'Hội đồng nhân dân',
  'thành phố Huế',
  'căn cứ Luật',
  'Nghị định số',
  'của Chính phủ',
  'xét đề nghị của',
  'thủ tục hành chính',
  'chuyển đổi số',
  'cải cách hành chính',
  'quyết định này có hiệu lực',
  'kể từ ngày ký',
  'chịu trách nhiệm thi hành',
  'giám đốc sở',
  'trưởng phòng',
  'chánh văn phòng',
  'các cơ quan',
  'đơn vị liên quan',
  'tổ chức thực hiện',
  'kế hoạch',
  'báo cáo',
  'đề nghị',
  'phối hợp với',
  'trước ngày',
  'trên địa bàn',
  'phát triển kinh tế',
  'xã hội',
  'ngân sách nhà nước',
  'đầu tư công',
  'quy hoạch sử dụng đất',
  'giải phóng mặt bằng',
  'bồi thường hỗ trợ',
  'tái định cư',
  'an toàn giao thông',
  'vệ sinh môi trường',
  'phòng chống thiên tai',
  'giáo dục và đào tạo',
  'y tế',
  'văn hóa',
  'thể thao',
  'du lịch',
  'công an',
  'quân sự',
  'tư pháp',
  'hộ tịch',
  'cán bộ công chức',
  'viên chức',
  'thi đua khen thưởng',
  'kiểm tra',
  'giám sát',
  'thanh tra',
  'khiếu nại tố cáo',
  'tiếp công dân',
  'nhiệm vụ',
  'giải pháp',
  'chỉ đạo',
  'điều hành',
  'tăng cường',
  'nâng cao hiệu quả',
  'theo quy định',
  'của pháp luật',
  'và',
  'các',
  'của',
  'về việc',
]
const onsets = [
  '',
  'b',
  'c',
  'ch',
  'd',
  'đ',
  'g',
  'gi',
  'h',
  'kh',
  'l',
  'm',
  'n',
  'ng',
  'nh',
  'ph',
  'qu',
  's',
  't',
  'th',
  'tr',
  'v',
  'x',
  'r',
]
const rimes = [
  'a',
  'à',
  'á',
  'ả',
  'ạ',
  'an',
  'án',
  'àn',
  'ang',
  'áng',
  'anh',
  'ành',
  'ao',
  'áo',
  'ay',
  'ày',
  'âm',
  'ầm',
  'ân',
  'ận',
  'âu',
  'ầu',
  'ây',
  'ấy',
  'ăm',
  'ằm',
  'ăn',
  'ăng',
  'ằng',
  'e',
  'em',
  'en',
  'eo',
  'ê',
  'ề',
  'ế',
  'ên',
  'ến',
  'ệnh',
  'i',
  'ì',
  'í',
  'ị',
  'in',
  'ình',
  'ích',
  'iên',
  'iền',
  'iện',
  'iệt',
  'o',
  'ò',
  'ó',
  'ọ',
  'oan',
  'oàn',
  'ong',
  'óng',
  'ông',
  'ống',
  'ôn',
  'ồn',
  'ơ',
  'ờ',
  'ở',
  'ơn',
  'ợp',
  'u',
  'ù',
  'ú',
  'ụ',
  'ung',
  'úng',
  'uyên',
  'uyển',
  'uất',
  'ương',
  'ường',
  'ước',
  'ưu',
  'ư',
  'ừ',
  'ứ',
]
const distinctWords = 40_000
const stockShare = 0.4

export interface Writer {
  /** So many sentences that together have about this many syllables. */
  write(syllables: number): string[]
}

export function writerOf(seed: number): Writer {
  const random = randomOf(seed)
  const vocabulary = wordsOfVocabulary()
  const pick = () =>
    (random() < stockShare
      ? stock[zipf(random, stock.length)]
      : vocabulary[zipf(random, vocabulary.length)]) ?? ''
  return {
    write(syllables) {
      const sentences: string[] = []
      let left = syllables
      while (left > 0) {
        let length = 12 + Math.floor(random() * 25)
        const words: string[] = []
        while (length > 0 && left > 0) {
          const word = pick()
          const count = word.split(' ').length
          words.push(word)
          length -= count
          left -= count
        }
        sentences.push(`${words.join(' ')}.`)
      }
      return sentences
    },
  }
}

/** Always the same words, whatever the seed of the texts. */
function wordsOfVocabulary(): string[] {
  const random = randomOf(1)
  const syllables = onsets.flatMap((onset) => rimes.map((rime) => onset + rime))
  const ordered = syllables.map((syllable) => ({ syllable, at: random() })).sort((a, b) => a.at - b.at)
  const syllable = () => ordered[zipf(random, ordered.length)]?.syllable ?? ''
  return Array.from({ length: distinctWords }, () =>
    random() < 0.25 ? syllable() : `${syllable()} ${syllable()}`,
  )
}

/** A rank below `count`, each as often as one over it: the first most often. */
function zipf(random: () => number, count: number): number {
  return Math.min(count - 1, Math.floor(count ** random()) - 1)
}

export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return ((bits ^ (bits >>> 14)) >>> 0) / 4294967296
  }
}
