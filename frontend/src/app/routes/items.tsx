import { page } from './frame'

const item = () => import('@/features/items/pages/item-page')
const module = 'certification_items' as const

export const itemRoutes = [
  page({
    path: '/certification-items',
    load: () => import('@/features/items/pages/items-page'),
    name: 'ItemsPage',
    module,
    permission: 'certification-items:read',
  }),
  page({
    path: '/certification-items/new',
    load: item,
    name: 'NewItemPage',
    module,
    permission: 'certification-items:write',
  }),
  page({
    path: '/certification-items/$itemId',
    load: item,
    name: 'ItemPage',
    module,
    permission: 'certification-items:read',
  }),
]
