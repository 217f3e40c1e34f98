/** The web addresses in the plain text of a mail, each once, in the order in which they stand. */
export function linksIn(text: string): string[] {
  const found = text.match(/https?:\/\/[^\s<>"']+/g) ?? []
  return [...new Set(found.map((link) => link.replace(/[).,;]+$/, '')))]
}

/** A link that lets its reader answer or mark something: the API leaves its key out. */
export const isPersonal = (link: string) => link.includes('/…')
