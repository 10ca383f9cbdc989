/** The one list of what may be handed in: pages, texts, the server and the contract read it here. */
interface AcceptedFile {
  /** The endings such files have; the first is the one we give. */
  endings: readonly string[]
  /** As people call it, the same in every language. */
  name: string
}

/** What a paper of a service may be, by the word its definition uses. */
export const paperFiles = {
  pdf: { mediaType: 'application/pdf', endings: ['pdf'], name: 'PDF' },
  jpeg: { mediaType: 'image/jpeg', endings: ['jpg', 'jpeg'], name: 'JPEG' },
  png: { mediaType: 'image/png', endings: ['png'], name: 'PNG' },
} as const satisfies Record<string, AcceptedFile & { mediaType: string }>

export type PaperFile = keyof typeof paperFiles

export const paperFileKinds = Object.keys(paperFiles) as [PaperFile, ...PaperFile[]]

/** What the store keeps beside them, for systems and offices; no paper of a service may be one of these. */
export const officeFiles = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
} as const

/** Every type the store keeps, as media types. */
export const storedTypes: readonly string[] = [
  ...paperFileKinds.map((kind) => paperFiles[kind].mediaType),
  ...Object.keys(officeFiles),
]

/** `.pdf`: how the name of such a file ends; empty for a type the store does not keep. */
export function endingOf(mediaType: string): string {
  const kind = paperFileOf(mediaType)
  const ending = kind ? paperFiles[kind].endings[0] : (officeFiles as Record<string, string>)[mediaType]
  return ending ? `.${ending}` : ''
}

/** `PDF, JPEG hoặc PNG`, with the word for “or” of the reader's language. */
export function namesOfFiles(kinds: readonly PaperFile[], or: string): string {
  const names = kinds.map((kind) => paperFiles[kind].name)
  const last = names.pop() ?? ''
  return names.length === 0 ? last : `${names.join(', ')} ${or} ${last}`
}

/** The `accept` of a file field. */
export function acceptOf(kinds: readonly PaperFile[]): string {
  return kinds
    .flatMap((kind) => [
      paperFiles[kind].mediaType,
      ...paperFiles[kind].endings.map((ending) => `.${ending}`),
    ])
    .join(',')
}

/** Which of them a stored file is, or undefined. */
export function paperFileOf(mediaType: string): PaperFile | undefined {
  return paperFileKinds.find((kind) => paperFiles[kind].mediaType === mediaType)
}
