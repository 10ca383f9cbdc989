import { officeFiles, paperFiles } from '#shared/accepted-files.ts'

/** What may be handed in, and the ending its name gets. */
export const acceptedTypes = {
  [paperFiles.pdf.mediaType]: paperFiles.pdf.endings[0],
  [paperFiles.jpeg.mediaType]: paperFiles.jpeg.endings[0],
  [paperFiles.png.mediaType]: paperFiles.png.endings[0],
  ...officeFiles,
} as const

export type MediaType = keyof typeof acceptedTypes
