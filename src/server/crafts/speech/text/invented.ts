/** What a model writes where nobody speaks: sentences of the films it learnt from. */
import type { Word } from '../model.ts'

/** Nobody says these in a meeting. */
const ofFilms = [
  /subscribe|ghiền mì gõ|la la school/i,
  /đăng ký (cho )?kênh/i,
  /(không|để) bỏ lỡ những video/i,
  /theo dõi video/i,
  /phụ đề (được thực hiện )?bởi|subtitles? by|amara\.org/i,
]
/** Farewells to an audience: made up where the engine is unsure. */
const farewell = /^(xin )?(cảm ơn|cám ơn|hẹn gặp lại|chào tạm biệt)/i

/** Geometric mean probability below which nothing was understood. */
const understood = 0.22
const sure = 0.6

/** Whether what seems to be said in one go was made up. `silence` is how sure the engine is that its whole window holds no speech. */
export function isInvented(words: readonly Word[], silence: number): boolean {
  if (words.length === 0) return true
  const text = words.map((word) => word.text).join(' ')
  if (ofFilms.some((one) => one.test(text))) return true
  const mean = Math.exp(
    words.reduce((sum, word) => sum + Math.log(Math.max(word.probability, 1e-6)), 0) / words.length,
  )
  if (silence > 0.6 && mean < sure) return true
  if (farewell.test(text) && mean < sure) return true
  return mean < understood
}
