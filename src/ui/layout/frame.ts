/** Which of our three looks a page wears. Each has one stylesheet of its own. */
export type Frame = 'citizen' | 'office' | 'wall'

/** By the group its folder lies in. What belongs to everybody, or to no page, looks as the rest does to who is looking. */
export function frameOf(routeId: string | null, viewer: 'anonymous' | 'citizen' | 'officer'): Frame {
  const [, group] = /^\/\((citizen|office|wall)\)/.exec(routeId ?? '') ?? []
  return (group as Frame | undefined) ?? (viewer === 'officer' ? 'office' : 'citizen')
}
