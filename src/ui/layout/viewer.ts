/** Who is looking, as far as the frame around a page needs to know. */
export type Viewer =
  | { kind: 'anonymous' }
  | { kind: 'citizen'; name: string; unread: number; owed: number }
  | {
      kind: 'officer'
      name: string
      agency: string
      rooms: { path: string; name: string }[]
      tasks: number
      unread: number
    }
