import { mergeAttributes, Node } from '@tiptap/core'

/** A picture of the provider's own files. What is stored is the file's id, never an address. */
export const ImageNode = Node.create<{ className: string }>({
  name: 'image',
  group: 'block',
  atom: true,
  draggable: true,

  addOptions() {
    return { className: '' }
  },

  addAttributes() {
    return {
      fileId: { default: '', parseHTML: (element) => element.getAttribute('data-file') },
      alt: { default: '' },
    }
  },

  parseHTML() {
    return [{ tag: 'img[data-file]' }]
  },

  renderHTML({ node, HTMLAttributes }) {
    const id = String(node.attrs.fileId)
    const attributes = { src: `/api/v1/files/${id}`, 'data-file': id, class: this.options.className }
    return ['img', mergeAttributes({ alt: HTMLAttributes.alt }, attributes)]
  },
})
