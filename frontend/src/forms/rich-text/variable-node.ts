import { mergeAttributes, Node } from '@tiptap/core'

/** A variable in the text: one unbreakable chip that shows its label. */
export interface Chip {
  name: string
  label: string
  /** False where nobody who gets this mail has a value for it. */
  available: boolean
}

interface Options {
  /** Asked for every chip that is drawn, so that a change of language or audience shows. */
  find: (name: string) => Chip | undefined
  className: string
}

export const VariableNode = Node.create<Options>({
  name: 'variable',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,

  addOptions() {
    return { find: () => undefined, className: '' }
  },

  addAttributes() {
    return { name: { default: '', parseHTML: (element) => element.getAttribute('data-variable') } }
  },

  parseHTML() {
    return [{ tag: 'span[data-variable]' }]
  },

  renderHTML({ node, HTMLAttributes }) {
    const name = String(node.attrs.name)
    const chip = this.options.find(name)
    const attributes = {
      'data-variable': name,
      'data-unavailable': chip?.available === false ? 'true' : undefined,
      class: this.options.className,
    }
    return ['span', mergeAttributes(HTMLAttributes, attributes), chip?.label ?? name]
  },

  renderText({ node }) {
    const name = String(node.attrs.name)
    return `[${this.options.find(name)?.label ?? name}]`
  },
})
