/** How well what listens and looks does its work, measured on recordings and pictures beside the checkout: `npm run evaluate -- voices`. */

import type { Evaluation } from './model.ts'

type Subject = (options: string[]) => Promise<Evaluation[]>

const subjects: Record<string, () => Promise<Subject>> = {
  speech: async () => (await import('./speech.ts')).evaluateSpeech,
  faces: async () => (await import('./faces.ts')).evaluateFaces,
  voices: async () => (await import('./voices.ts')).evaluateVoices,
}

const help = `npm run evaluate -- ${Object.keys(subjects).join(' | ')} [--json]

Đo trên bộ dữ liệu đặt cạnh mã nguồn (../shared). Kết thúc với mã 1 khi có chỉ tiêu không đạt.`

const [name = '', ...options] = process.argv.slice(2)
const load = subjects[name]
if (!load) {
  console.log(help)
  process.exitCode = name === '' || name === '--help' ? 0 : 2
} else {
  try {
    const evaluate = await load()
    const found = await evaluate(options.filter((option) => option !== '--json'))
    if (options.includes('--json')) console.log(JSON.stringify(found))
    else for (const one of found) print(one)
    if (found.some(({ figures }) => figures.some(({ isMet }) => isMet === false))) process.exitCode = 1
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
}

function print({ set, figures }: Evaluation): void {
  console.log(set)
  for (const { name: figure, value, bound, isMet } of figures)
    console.log(
      `  ${figure}: ${value}${bound ? ` (${bound}${isMet === undefined ? '' : isMet ? ', đạt' : ', KHÔNG ĐẠT'})` : ''}`,
    )
}
