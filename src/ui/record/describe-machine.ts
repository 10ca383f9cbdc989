/** Browser and system in a few words, for whoever looks for the machine that still holds something. */
export function describeMachine(agent: string): string {
  const browser = firstOf(agent, {
    'Edg/': 'Edge',
    'Firefox/': 'Firefox',
    'Chrome/': 'Chrome',
    'Safari/': 'Safari',
  })
  const system = firstOf(agent, {
    Android: 'Android',
    iPhone: 'iPhone',
    iPad: 'iPad',
    Windows: 'Windows',
    'Mac OS': 'macOS',
    Linux: 'Linux',
  })
  return [browser, system].filter(Boolean).join(', ')
}

function firstOf(agent: string, names: Record<string, string>): string {
  return Object.entries(names).find(([word]) => agent.includes(word))?.[1] ?? ''
}
