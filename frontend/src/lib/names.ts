/** A person's name in the three parts that Dutch sorting needs. */
interface PersonName {
  givenName: string
  infix?: string | null
  familyName: string
}

const INFIXES = new Set(
  [
    "'s",
    "'t",
    'aan',
    'af',
    'al',
    'bij',
    'da',
    'de',
    'dela',
    'den',
    'der',
    'des',
    'di',
    'do',
    'dos',
    'du',
    'el',
  ]
    .concat([
      'het',
      'in',
      'la',
      'las',
      'le',
      'les',
      'lo',
      'los',
      'of',
      'onder',
      'op',
      'over',
      'te',
      'ten',
      'ter',
    ])
    .concat(['tot', 'uit', "uit'", 'van', 'vom', 'von', 'voor', 'zu', 'zum', 'zur']),
)

const words = (...parts: Array<string | null | undefined>) => parts.filter(Boolean).join(' ')

/** Jan van den Berg */
export function fullName(name: PersonName): string {
  return words(name.givenName, name.infix, name.familyName)
}

/** JB, for a round picture without a picture. */
export function initials(text: string): string {
  const parts = text.split(/\s+/).filter((part) => part !== '' && !INFIXES.has(part.toLowerCase()))
  const first = parts[0]?.[0] ?? ''
  const last = parts.length > 1 ? (parts[parts.length - 1]?.[0] ?? '') : ''
  return (first + last).toUpperCase()
}

/** Takes `Jan van den Berg` apart. What stands between the first word and the family name and is an infix, is one. */
export function splitName(text: string): PersonName {
  const parts = text.trim().split(/\s+/)
  if (parts.length < 2) return { givenName: '', infix: null, familyName: parts[0] ?? '' }
  const firstInfix = parts.findIndex((part, index) => index > 0 && INFIXES.has(part.toLowerCase()))
  if (firstInfix < 0 || firstInfix === parts.length - 1) {
    return { givenName: parts[0] ?? '', infix: null, familyName: parts.slice(1).join(' ') }
  }
  let end = firstInfix
  while (end < parts.length - 1 && INFIXES.has((parts[end] ?? '').toLowerCase())) end += 1
  return {
    givenName: parts.slice(0, firstInfix).join(' '),
    infix: parts.slice(firstInfix, end).join(' '),
    familyName: parts.slice(end).join(' '),
  }
}
