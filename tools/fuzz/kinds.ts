import { inspectBytes } from '#server/crafts/inspect/inspect.ts'
import { readPdf } from '#server/crafts/pdf/read-pdf.ts'
import { BudgetSpent } from '#server/crafts/reading-budget.ts'
import { Refusal } from '#shared/refusal.ts'
import { imageSeeds, mutateImage, mutateOffice, officeSeeds } from './files.ts'
import { formSeeds, mutateForm, readForm } from './form.ts'
import { mutatePdf, pdfSeeds } from './pdf.ts'
import type { Chance } from './random.ts'

export interface Kind {
  seeds(): Buffer[] | Promise<Buffer[]>
  mutate(seed: Buffer, others: readonly Buffer[], chance: Chance): Buffer
  /** What the program does with such a file. Refusals and a spent budget are answers; anything else thrown is a find. */
  read(input: Buffer): Promise<void>
}

export const kinds: Record<string, Kind> = {
  pdf: {
    seeds: pdfSeeds,
    mutate: mutatePdf,
    async read(input) {
      readPdf(input, { trustAnchors: [], mentioned: '/kiem-tra/' })
      await inspect(input)
    },
  },
  image: { seeds: imageSeeds, mutate: mutateImage, read: inspect },
  office: { seeds: officeSeeds, mutate: mutateOffice, read: inspect },
  form: { seeds: formSeeds, mutate: mutateForm, read: (input) => readForm(input).catch(expected) },
}

async function inspect(input: Buffer): Promise<void> {
  await inspectBytes(input).catch(expected)
}

function expected(error: unknown): void {
  if (!(error instanceof Refusal || error instanceof BudgetSpent)) throw error
}
