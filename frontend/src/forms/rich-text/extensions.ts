import type { Extensions } from '@tiptap/core'
import { Extension, Node } from '@tiptap/core'
import StarterKit from '@tiptap/starter-kit'
import { ImageNode } from './image-node'
import { type Chip, VariableNode } from './variable-node'

type Find = (name: string) => Chip | undefined

/** Only what a mail can hold: no code, quotes or tables, and links that a mail programme opens. */
export function bodyExtensions(find: Find, chipClass: string, imageClass = ''): Extensions {
  return [
    StarterKit.configure({
      blockquote: false,
      code: false,
      codeBlock: false,
      horizontalRule: false,
      strike: false,
      trailingNode: false,
      heading: { levels: [2, 3] },
      link: {
        openOnClick: false,
        autolink: true,
        defaultProtocol: 'https',
        protocols: ['https', 'mailto'],
        isAllowedUri: (uri) => isMailLink(uri),
      },
    }),
    VariableNode.configure({ find, className: chipClass }),
    ImageNode.configure({ className: imageClass }),
  ]
}

/** A subject is one line of text and chips. */
export function subjectExtensions(find: Find, chipClass: string): Extensions {
  return [
    Node.create({ name: 'doc', topNode: true, content: 'paragraph' }),
    StarterKit.configure({
      document: false,
      blockquote: false,
      bold: false,
      bulletList: false,
      code: false,
      codeBlock: false,
      dropcursor: false,
      hardBreak: false,
      heading: false,
      horizontalRule: false,
      italic: false,
      link: false,
      listItem: false,
      listKeymap: false,
      orderedList: false,
      strike: false,
      trailingNode: false,
      underline: false,
    }),
    Extension.create({ name: 'oneLine', addKeyboardShortcuts: () => ({ Enter: () => true }) }),
    VariableNode.configure({ find, className: chipClass }),
  ]
}

/** The links that the API takes: https or mailto, written out. */
export function isMailLink(uri: string): boolean {
  return /^(https:\/\/[^\s"'<>]+\.[^\s"'<>]+|mailto:[^\s@]+@[^\s@]+\.[^\s@]+)$/i.test(uri)
}
