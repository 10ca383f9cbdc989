/** Tesseract with the data of the installed packages: nothing is downloaded, and nothing is kept on the disk. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createWorker, OEM, type Worker } from 'tesseract.js'
import { type Grey, toPgm } from './grey.ts'
import type { Word } from './model.ts'

/** Trained for Vietnamese with Latin letters; the integer weights tesseract.js takes by itself. */
const data = join(dirname(fileURLToPath(import.meta.resolve('@tesseract.js-data/vie'))), '4.0.0_best_int')

let starting: Promise<Worker> | undefined

export interface Recognised {
  words: Word[]
  /** From 0 to 1, over all words. */
  confidence: number
}

/** The words of a page that stands upright, in parts of its width. */
export async function recogniseWords(page: Grey): Promise<Recognised> {
  starting ??= createWorker('vie', OEM.LSTM_ONLY, { langPath: data, gzip: true, cacheMethod: 'none' })
  const worker = await starting
  const { data: found } = await worker.recognize(Buffer.from(toPgm(page)), {}, { text: false, tsv: true })
  return { words: wordsOf(found.tsv ?? '', page.width), confidence: found.confidence / 100 }
}

/** Of the table Tesseract writes the rows that are words: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
function wordsOf(table: string, width: number): Word[] {
  return table.split('\n').flatMap((row) => {
    const [level, , , , , , left, top, across, down, confidence, text] = row.split('\t')
    if (level !== '5' || !text?.trim()) return []
    return {
      text: text.trim().normalize('NFC'),
      confidence: Math.max(0, Number(confidence)) / 100,
      left: Number(left) / width,
      top: Number(top) / width,
      right: (Number(left) + Number(across)) / width,
      bottom: (Number(top) + Number(down)) / width,
    }
  })
}
