/** Whose dossiers the list shows before anybody chose: one's own work; of a search, and of what has ended, everyone's. */
export function isMineByDefault({ q, tab }: { q?: string | undefined; tab?: string | undefined }): boolean {
  return !q && tab !== 'done'
}
